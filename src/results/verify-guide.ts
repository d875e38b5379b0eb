import type { BatchManifest } from './batch-manifest.ts';

/** `VERIFY.md`: how someone without Assay checks a batch, in Markdown. */
export function verifyGuide(manifest: Omit<BatchManifest, 'files'>): string {
  const { label, version, at, issuer, counts } = manifest;
  return `# How to check these results

"${oneLine(label)}", version ${version}, released ${at} by ${oneLine(issuer.name)}:
${counts.results} results, ${counts.passed} of them passed.

Nothing here needs the internet, an account, or the program that made it.

## With Assay

    assay verify <this folder, the .zip, or any single file of credentials/>

It names every file that was changed, added or removed, and says what it could not check.

## By hand

1. **The files are the listed ones.** \`manifest.json\` lists the SHA-256 of each:

       jq -r '.files[] | .sha256 + "  " + .path' manifest.json | sha256sum --check --strict

   Nothing but \`manifest.json\` and the listed files belongs here.
2. **The list was signed.** The proof in \`manifest.json\` is a W3C Data Integrity proof, \`eddsa-jcs-2022\`:
   SHA-256 of the canonical JSON (RFC 8785) of \`proof\` without \`proofValue\`, then SHA-256 of the canonical JSON of
   the rest without \`proof\`; those 64 bytes are signed with Ed25519. \`proofValue\` is the signature in base58 after a \`z\`.
   The file itself is exactly its canonical JSON.
3. **Each credential stands alone.** The files in \`credentials/\` are Open Badges 3.0 credentials with an \`eddsa-rdfc-2022\`
   proof. Any verifier of the W3C Verifiable Credentials Data Model 2.0 can check one without the others.
   A learner may hand on just that file.

## Whose key it is

All signatures are by the key

    ${issuer.id}

The files prove that the holder of this key signed them. They cannot prove that the key belongs to
${oneLine(issuer.name)}: compare it with the key that they publish or tell you by another way.

## What is here

- \`credentials/\`: one file for each passed result. The learner is in it only as a salted hash and the assessors not at all.
- \`results.csv\`: every result, a row for each criterion, **with names**. A leading apostrophe keeps a spreadsheet from
  running a cell as a formula. Do not hand this file on with a credential.
- \`manifest.json\`: the list of files and results. \`outcomeRecord\` names the record of the decision in the issuer's ledger.

The credentials carry no revocation list: ask the issuer whether a later version replaces this one.
`;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
