import { describe, expect, it } from 'vitest';
import { UnitId } from '../../src/domain/ids.ts';
import { authorMay } from '../../src/domain/permissions.ts';
import { Role } from '../../src/domain/roles.ts';
import { A_LEARNER, A_SUBMISSION, AHistory, day, personKey } from '../builders/a-history.ts';
import { allMet, level } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';

const unit = aUnit();
const good = allMet(unit);
const poor = { ...good, c1: level('l1') };
const LATER = day(90);

/** Ann and Bob assess, Mo moderates, Root provides. */
const aTeam = () =>
  new AHistory().appoint('Ann', ['assessor']).appoint('Bob', ['assessor']).appoint('Mo', ['moderator']);
const reasons = (history: AHistory) => [...history.authority().notCounted.values()];
const reasonsInView = (history: AHistory) => [...(history.view()?.notCounted.values() ?? [])];
const rolesOf = (history: AHistory, name: string, at = LATER) =>
  history.authority().rolesOf(personKey(name), at);

describe('an appointment that was ended', () => {
  it('holds until then and no longer; what was done under it stands', () => {
    const history = new AHistory().appoint('Ann', ['assessor']);
    const appointment = history.last;
    history.receive();
    history.assess('Ann', good);
    history.revoke(appointment);
    expect(rolesOf(history, 'Ann', day(2))).toEqual(['assessor']);
    expect(rolesOf(history, 'Ann')).toEqual([]);
    expect(history.view()?.state).toBe('provisional');
    history.assess('Ann', poor);
    expect(history.view()?.outcome?.verdict).toBe('passed');
    expect(reasonsInView(history)[0]).toMatch(/^Ann’s appointment does not cover/);
  });
  it('may be ended from a day that has passed', () => {
    const history = new AHistory().appoint('Ann', ['assessor']);
    const appointment = history.last;
    history.receive();
    history.assess('Ann', good);
    history.revoke(appointment, { from: day(2) });
    expect(history.view()?.state).toBe('awaiting');
  });
  it('is ended by a provider only, and from the earliest day that one named', () => {
    const history = aTeam();
    const appointment = history.last;
    history.revoke(appointment, { by: 'Ann' });
    expect(reasons(history)).toEqual(['Only a provider ends an appointment.']);
    expect(rolesOf(history, 'Mo')).toEqual(['moderator']);
    history.revoke(appointment, { from: day(20) });
    history.revoke(appointment, { from: day(30) });
    expect(history.authority().endOf(appointment)?.from).toBe(day(20));
  });
  it('leaves another appointment of the same person alone', () => {
    const history = new AHistory().appoint('Ann', ['assessor']);
    const first = history.last;
    history.appoint('Ann', ['moderator']).revoke(first);
    expect(rolesOf(history, 'Ann')).toEqual(['moderator']);
  });
  it('the founder’s is not ended', () => {
    const history = new AHistory().appoint('root', ['provider']);
    const own = history.last;
    history.appoint('Pat', ['provider']);
    history.revoke(own, { by: 'Pat' });
    expect(reasons(history)).toEqual(['The founder of a workspace stays its provider.']);
    expect(rolesOf(history, 'root')).toContain('provider');
  });
  it('a provider whose appointment ended appoints nobody; whom they appointed before stays', () => {
    const history = new AHistory().appoint('Pat', ['provider']);
    const pat = history.last;
    history.appoint('Ann', ['assessor'], { by: 'Pat' }).revoke(pat);
    history.appoint('Eve', ['assessor'], { by: 'Pat' });
    expect(history.authority().people).toEqual(['root', 'Pat', 'Ann'].map(personKey));
    expect(reasons(history)).toEqual(['Only a provider appoints people.']);
  });
  it('an end that names an appointment nobody knows is kept and says so', () => {
    const history = new AHistory().appoint('Ann', ['assessor'], { by: 'Eve' });
    history.revoke(history.last);
    expect(reasons(history)).toContain('It ends an appointment that is not here, or that does not count.');
  });
});

describe('a provider of some units', () => {
  const other = UnitId.parse('unit:other');
  const history = () => new AHistory().appoint('Pat', ['provider'], { units: [other] });
  it('appoints for those and no others', () => {
    const { people, notCounted } = history()
      .appoint('Ann', ['assessor'], { by: 'Pat', units: [other] })
      .appoint('Eve', ['assessor'], { by: 'Pat' })
      .appoint('Zoe', ['assessor'], { by: 'Pat', units: [other, unit.id] })
      .authority();
    expect(people).toEqual(['root', 'Pat', 'Ann'].map(personKey));
    expect([...notCounted.values()]).toEqual(
      Array(2).fill('Only a provider of all these units appoints people.'),
    );
  });
  it('adds no key, which could be the founder’s', () => {
    const taken = history();
    taken.addKey('root', 'Pat’s other key', { by: 'Pat' });
    expect(taken.authority().personOf(personKey('Pat’s other key'))).not.toBe(personKey('root'));
  });
});

describe('a provider whom a provider appointed', () => {
  it('appoints others, also before their own appointment was recorded', () => {
    const history = new AHistory()
      .appoint('Ann', ['assessor'], { by: 'Quin' })
      .appoint('Quin', ['provider'], { by: 'Pat', from: day(0) })
      .appoint('Pat', ['provider'], { from: day(0) });
    expect(history.authority().people).toEqual(['root', 'Pat', 'Quin', 'Ann'].map(personKey));
    expect(reasons(history)).toEqual([]);
  });
  it('nobody appoints themself, not even two each other', () => {
    const history = new AHistory()
      .appoint('Eve', ['provider'], { by: 'Mallory', from: day(0) })
      .appoint('Mallory', ['provider'], { by: 'Eve', from: day(0) })
      .appoint('Eve', ['provider'], { by: 'Eve', from: day(0) });
    expect(history.authority().people).toEqual([personKey('root')]);
    expect(reasons(history)).toEqual(Array(3).fill('Only a provider appoints people.'));
  });
});

describe('the keys of one person', () => {
  it('share their appointments, from the time they were added', () => {
    const history = aTeam();
    history.addKey('Ann', 'Ann’s tablet', { from: day(10) });
    const authority = history.authority();
    const tablet = personKey('Ann’s tablet');
    expect(authority.personOf(tablet)).toBe(personKey('Ann'));
    expect(authority.describeKeys(tablet)).toEqual([
      { key: personKey('Ann'), kind: 'first', from: null, until: null },
      { key: tablet, kind: 'device', from: day(10), until: null },
    ]);
    expect(authority.nameOf(tablet)).toBe('Ann');
    expect(authority.people).toHaveLength(4);
    expect(authority.holds(tablet, ['assessor'], unit.id, day(10)).allowed).toBe(true);
    expect(authority.holds(tablet, ['assessor'], unit.id, day(9)).reason).toBe(
      'This key counts from 2026-01-11 on.',
    );
  });
  it('a second device is no second marker', () => {
    const history = aTeam().receive();
    history.addKey('Ann', 'Ann’s tablet');
    history.assess('Ann', good);
    const later = history.assess('Ann’s tablet', poor);
    expect(history.view()?.assessments).toMatchObject([{ id: later, author: personKey('Ann') }]);
    expect(history.view()?.state).toBe('provisional');
  });
  it('a second device is no second person: nobody moderates or confirms their own work with it', () => {
    const history = new AHistory()
      .appoint('Ann', ['assessor', 'moderator'])
      .appoint('Bob', ['assessor'])
      .receive();
    history.addKey('Ann', 'Ann’s tablet');
    const mine = history.assess('Ann', good);
    history.confirm('Ann’s tablet');
    const marks = [mine, history.assess('Bob', poor)];
    history.agree('Ann’s tablet', marks, good);
    expect(history.view()?.state).toBe('reconciling');
    expect(reasonsInView(history)).toEqual(
      expect.arrayContaining([
        'You are the only assessor of this submission. Somebody else must confirm it.',
        'You assessed this submission yourself. Somebody else must moderate it.',
      ]),
    );
  });
  it('a second device of the founder alone turns no guards on', () => {
    const history = new AHistory();
    history.addKey('root', 'tablet');
    history.receive('tablet');
    history.assess('root', good);
    history.confirm('tablet');
    expect(history.authority().guardedFrom).toBeNull();
    expect(history.view()).toMatchObject({ state: 'confirmed', outcome: { by: personKey('root') } });
  });
  it('one may take back with one what one submitted with another', () => {
    const history = aTeam().receive();
    history.addKey('Ann', 'Ann’s tablet');
    history.recall('Ann’s tablet', history.assess('Ann', good));
    expect(history.view()?.state).toBe('awaiting');
  });
  it('a key that took the place of a lost one speaks from then on, and the lost one for nobody', () => {
    const history = aTeam().receive();
    const before = history.assess('Ann', good);
    history.addKey('Ann', 'Ann’s new laptop', { kind: 'replacement' });
    history.assess('Ann', poor);
    expect(history.view()?.assessments.map(({ id }) => id)).toEqual([before]);
    expect(reasonsInView(history)[0]).toMatch(
      /^This key was replaced from .* and speaks for nobody since\.$/,
    );
    const after = history.assess('Ann’s new laptop', poor);
    expect(history.view()?.assessments).toMatchObject([{ id: after, author: personKey('Ann') }]);
  });
  it('only the key that was lost is silenced', () => {
    const history = aTeam();
    history.addKey('Ann', 'Ann’s tablet');
    history.addKey('Ann’s tablet', 'Ann’s new tablet', { kind: 'replacement' });
    const holds = (key: string) => history.authority().holds(personKey(key), ['assessor'], unit.id, LATER);
    expect(['Ann', 'Ann’s tablet', 'Ann’s new tablet'].map((key) => holds(key).allowed)).toEqual([
      true,
      false,
      true,
    ]);
    expect(history.authority().personOf(personKey('Ann’s new tablet'))).toBe(personKey('Ann'));
  });
  it('the founder’s lost key is replaced by another provider, and is the founder’s', () => {
    const history = new AHistory().appoint('Pat', ['provider']);
    history.addKey('root', 'new', { by: 'Pat', kind: 'replacement' });
    history.appoint('Eve', ['assessor'], { by: 'root' }).appoint('Ann', ['assessor'], { by: 'new' });
    expect(history.authority().people).toEqual(['root', 'Pat', 'Ann'].map(personKey));
    expect(rolesOf(history, 'new')).toContain('provider');
  });
  it('only a provider adds one, and none that is somebody’s already', () => {
    const history = aTeam();
    history.addKey('Ann', 'Eve’s key', { by: 'Ann' });
    history.addKey('Ann', 'Bob');
    history.addKey('Ann', 'root');
    history.addKey('Ann', 'Ann');
    history.addKey('Ann', 'tablet');
    history.addKey('Bob', 'tablet');
    expect(reasons(history)).toEqual([
      'Only a provider adds a key.',
      ...Array(4).fill('This key belongs to somebody already.'),
    ]);
    expect(history.authority().personOf(personKey('tablet'))).toBe(personKey('Ann'));
  });
});

describe('a trainee', () => {
  it('is one where nothing but an appointment as trainee lets them assess', () => {
    const history = new AHistory().appoint('Ann', ['assessor'], { trainee: true });
    history.addKey('Ann', 'Ann’s tablet');
    const isTrainee = (name: string, at: string, of = unit.id) =>
      history.authority().isTraineeAt(personKey(name), of, at);
    expect([isTrainee('Ann', LATER), isTrainee('Ann’s tablet', LATER)]).toEqual([true, true]);
    history.appoint('Ann', ['assessor'], { units: [unit.id], from: day(50) });
    expect([isTrainee('Ann', day(49)), isTrainee('Ann', day(50))]).toEqual([true, false]);
    expect(isTrainee('Ann', day(50), UnitId.parse('unit:other'))).toBe(true);
    expect([isTrainee('root', LATER), isTrainee('Eve', LATER)]).toEqual([false, false]);
  });
});

describe('a conflict of interest', () => {
  const conflicted = (by = 'Ann') => {
    const history = aTeam().receive();
    history.conflict('Ann', by);
    return history;
  };
  it('keeps somebody from judging the learner’s work from then on; what was judged before stands', () => {
    const history = aTeam().receive();
    const before = history.assess('Ann', good);
    history.conflict('Ann');
    history.assess('Ann', poor);
    expect(history.view()?.assessments.map(({ id }) => id)).toEqual([before]);
    expect(reasonsInView(history)).toEqual([
      'Ann has a conflict of interest with this learner, declared on 2026-01-07.',
    ]);
  });
  it('is the person’s, whichever key they use', () => {
    const history = conflicted();
    history.addKey('Ann', 'Ann’s tablet');
    history.assess('Ann’s tablet', good);
    expect(history.view()?.state).toBe('awaiting');
  });
  it('keeps somebody from moderating and confirming', () => {
    const history = aTeam().appoint('Jo', ['moderator']).receive();
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    history.conflict('Mo', 'Jo');
    history.agree('Mo', marks, good);
    expect(history.view()?.state).toBe('reconciling');
    history.agree('Jo', marks, good);
    history.confirm('Mo');
    expect(history.view()?.state).toBe('agreed');
    history.confirm('Jo');
    expect(history.view()?.state).toBe('confirmed');
  });
  it('keeps work from being allocated to them, and to nobody else', () => {
    const history = conflicted();
    const allocate = (name: string) => {
      history.state('Mo', 'submission.allocated', {
        submission: A_SUBMISSION,
        person: personKey(name),
        as: 'first',
        sealed: false,
        due: null,
      });
      const fact = history.facts.at(-1);
      if (!fact) throw new Error('it was just stated');
      return authorMay(history.authority(), fact, unit.id, A_LEARNER).allowed;
    };
    expect([allocate('Ann'), allocate('Bob')]).toEqual([false, true]);
  });
  it('is declared by oneself, a moderator or a provider; by no other assessor', () => {
    const standing = (by: string) =>
      conflicted(by).authority().conflictOf(personKey('Ann'), A_LEARNER, LATER) !== null;
    expect(['Ann', 'Mo', 'root', 'Bob', 'Eve'].map(standing)).toEqual([true, true, true, false, false]);
  });
  it('is withdrawn by a moderator or provider who is not the person', () => {
    const isWithdrawn = (by: string) => {
      const history = conflicted('Mo');
      history.addKey('Ann', 'Ann’s tablet');
      history.appoint('Ann', ['moderator']);
      const [declared] = history.authority().conflicts();
      if (!declared) throw new Error('it was declared');
      history.withdrawConflict(declared.conflict.id, by);
      return history.authority().conflictOf(personKey('Ann'), A_LEARNER, LATER) === null;
    };
    expect(['Mo', 'root', 'Ann', 'Ann’s tablet', 'Bob'].map(isWithdrawn)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
  it('what was judged while it stood does not count after it was withdrawn either', () => {
    const history = conflicted();
    history.assess('Ann', good);
    const [declared] = history.authority().conflicts();
    if (declared) history.withdrawConflict(declared.conflict.id, 'Mo');
    expect(history.view()?.state).toBe('awaiting');
    history.assess('Ann', poor);
    expect(history.view()?.state).toBe('provisional');
  });
  it('a lone person may withdraw their own, for nobody else can', () => {
    const history = new AHistory().receive();
    history.withdrawConflict(history.conflict('root'), 'root');
    history.assess('root', good);
    expect(history.view()?.state).toBe('provisional');
  });
});

describe('the external quality assurer', () => {
  it('holds no role that any record needs', () => {
    const history = aTeam().appoint('Eqa', ['eqa']).receive();
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    history.agree('Eqa', marks, good);
    history.recall('Eqa', marks[0] ?? history.last);
    history.conflict('Ann', 'Eqa');
    history.conflict('Eqa', 'Eqa');
    history.appoint('Eve', Role.options, { by: 'Eqa' });
    history.addKey('Ann', 'Eve’s key', { by: 'Eqa' });
    expect(history.view()?.state).toBe('reconciling');
    expect(reasonsInView(history)).toHaveLength(2);
    expect(reasons(history)).toHaveLength(4);
  });
});
