import { criterionId, type DemoComment, LOGGER_UNIT, SITE_UNIT } from './demo-types.ts';
import { type LevelName, levelId } from './unit-parts.ts';

const keeper = (by: DemoComment['by'], unit: DemoComment['unit'], criterion: string) => ({
  for: (level: LevelName | null, text: string): DemoComment => ({
    by,
    unit,
    criterion: criterionId(criterion),
    decision: level && levelId(criterion, level),
    text,
  }),
});

const hazards = keeper('provider', SITE_UNIT, 'site/hazards');
const controls = keeper('provider', SITE_UNIT, 'site/controls');
const faults = keeper('assessor1', LOGGER_UNIT, 'logger/faults');

/** Comments two people keep. */
export const comments: readonly DemoComment[] = [
  hazards.for('pass', 'The main hazards of this place are named, each with who may be harmed.'),
  hazards.for(
    'pass',
    'For the next level: say how each hazard would cause harm, also those other trades bring.',
  ),
  hazards.for(
    'merit',
    'Hazards from other trades and the public are covered, and how each would cause harm.',
  ),
  controls.for(
    'not_yet',
    'Protective equipment is the only control for a serious hazard. What comes before it?',
  ),
  controls.for('pass', 'Every hazard is rated before and after, and the controls can be carried out.'),
  controls.for(null, 'Give each control an owner and a time.'),
  faults.for('not_yet', 'A fault stops the service. Catch it, record the reading as missing, and go on.'),
  faults.for('pass', 'A missing sensor is noticed and recorded as missing; the service goes on.'),
];
