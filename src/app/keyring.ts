import type { PersonKey } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { type AgeIdentity, ageIdentityOf } from '../ledger/age-keys.ts';
import { didKeyOf } from '../ledger/did-key.ts';
import { signerOf } from '../ledger/ed25519.ts';
import type { RecordSigner } from '../ledger/record.ts';
import { type PassphraseKey, passphraseKey, unsealWithPassphrase } from '../ledger/sealed-key.ts';
import type { LocalKey } from '../store/local-state.ts';
import type { Store } from '../store/store.ts';

/** What seals private keys: the system's keychain where there is one, else the person's passphrase. */
export interface KeySealing {
  readonly keychain: {
    seal(secret: Uint8Array): Promise<Uint8Array>;
    unseal(sealed: Uint8Array): Promise<Uint8Array>;
  } | null;
  readonly passphrase: string | null;
  /** Cost of stretching a passphrase; the default unless a test says otherwise. */
  readonly scryptCost?: number;
}

/** The demo holds invented people only; where there is no keychain this word, known to all, seals their keys. */
export const DEMO_PASSPHRASE = 'look around';

export const passphraseNeeded = () =>
  refused('key.passphrase_needed', 'Enter the passphrase that seals the keys of this workspace.');

/** The private keys this machine holds for a workspace: sealed in its database, opened when first needed. */
export class Keyring {
  readonly #store: Store;
  readonly #sealing: KeySealing;
  readonly #signers = new Map<PersonKey, RecordSigner>();
  readonly #identities = new Map<PersonKey, AgeIdentity>();
  #stretched: PassphraseKey | null = null;

  constructor(store: Store, sealing: KeySealing) {
    this.#store = store;
    this.#sealing = sealing;
  }

  /** Seals a new person's key, to be kept in the transaction that appoints them. Wipes the private key it was given. */
  async seal(
    name: string,
    pair: { publicKey: Uint8Array; privateKey: Uint8Array },
  ): Promise<Result<LocalKey>> {
    const key = didKeyOf(pair.publicKey);
    const { keychain, passphrase } = this.#sealing;
    let kept: LocalKey;
    if (keychain) {
      kept = { key, name, sealing: 'keychain', sealed: Buffer.from(await keychain.seal(pair.privateKey)) };
    } else if (passphrase !== null) {
      this.#stretched ??= await passphraseKey(passphrase, this.#sealing.scryptCost);
      kept = { key, name, sealing: 'passphrase', sealed: this.#stretched.seal(pair.privateKey) };
    } else {
      return refused(
        'key.passphrase_needed',
        'This system has no keychain. Choose a passphrase that seals your signing key.',
      );
    }
    this.#signers.set(key, signerOf(pair.privateKey));
    this.#identities.set(key, await ageIdentityOf(pair.privateKey));
    pair.privateKey.fill(0);
    return ok(kept);
  }

  /** Opens the key of the person at the desk, so that a wrong passphrase is met now and not at the first signature. */
  async unlock(person: string | null): Promise<Result<void>> {
    const known = this.#store.local.keys().find((key) => key.key === person);
    if (!known) return ok(undefined);
    const signer = await this.signer(known.key);
    // A keychain of another machine cannot open it: the workspace opens all the same, to read.
    return signer.ok || signer.error.code === 'key.missing' ? ok(undefined) : signer;
  }

  holds(person: PersonKey): boolean {
    return this.#signers.has(person) || this.#store.local.key(person) !== null;
  }

  /** Whether signing as this person would work. */
  async canSign(person: PersonKey): Promise<boolean> {
    return (await this.signer(person)).ok;
  }

  /** Fails with `key.missing`, `key.passphrase_needed`, `key.passphrase_wrong` or `key.damaged`. */
  async signer(person: PersonKey): Promise<Result<RecordSigner>> {
    const open = this.#signers.get(person);
    if (open) return ok(open);
    const kept = this.#store.local.key(person);
    if (!kept)
      return refused(
        'key.missing',
        'The signing key of this person is not on this machine, so nothing can be recorded in their name.',
      );
    const seed = await this.#unseal(kept);
    if (!seed.ok) return seed;
    const signer = signerOf(seed.value);
    const identity = await ageIdentityOf(seed.value);
    seed.value.fill(0);
    if (signer.did !== person)
      return refused('key.damaged', 'A private key in this workspace is damaged. Restore it from a backup.');
    this.#signers.set(person, signer);
    this.#identities.set(person, identity);
    return ok(signer);
  }

  /** What opens packages encrypted for anybody whose key is here and can be unsealed. */
  async identities(): Promise<readonly AgeIdentity[]> {
    for (const { key } of this.#store.local.keys()) await this.signer(key);
    return [...this.#identities.values()];
  }

  /** All keys as they are to lie elsewhere, sealed by a passphrase; those that cannot be opened here stay as they are. */
  async sealedWith(passphrase: string): Promise<readonly LocalKey[]> {
    const stretched = await passphraseKey(passphrase, this.#sealing.scryptCost);
    const sealed: LocalKey[] = [];
    for (const kept of this.#store.local.keys()) {
      const seed = await this.#unseal(kept);
      if (seed.ok) sealed.push({ ...kept, sealing: 'passphrase', sealed: stretched.seal(seed.value) });
      else sealed.push(kept);
      if (seed.ok) seed.value.fill(0);
    }
    return sealed;
  }

  async #unseal(kept: { sealing: 'keychain' | 'passphrase'; sealed: Buffer }): Promise<Result<Uint8Array>> {
    const { keychain, passphrase } = this.#sealing;
    if (kept.sealing === 'passphrase') {
      return passphrase === null ? passphraseNeeded() : unsealWithPassphrase(kept.sealed, passphrase);
    }
    const elsewhere = refused(
      'key.missing',
      'The signing key is sealed by the keychain of another machine or account. Open the workspace there, or restore the key.',
    );
    if (!keychain) return elsewhere;
    try {
      return ok(await keychain.unseal(kept.sealed));
    } catch {
      return elsewhere;
    }
  }

  forget(): void {
    this.#signers.clear();
    this.#identities.clear();
    this.#stretched = null;
  }
}
