/**
 * What the recorder's attestations say: which engine's commit measured, and the result and suite digests of the records whose bytes
 * they are about. It proves where a number was made, not that it is right.
 */
export const PREDICATE_TYPE = 'https://custodes.github.io/attestation/record/v1';

/** The one workflow that attests records, and the branch of which. */
export const SIGNER = { workflow: '.github/workflows/record.yml', ref: 'refs/heads/main' } as const;

/**
 * The command by which anyone checks a record's file against its attestation: its bytes, what is said of them, and that this
 * repository's workflow `record` said it on its main branch, on a machine of GitHub's own.
 *
 * @param repository `owner/name`
 */
export function verifyingCommand(repository: string): string {
  return [
    `gh attestation verify record.json --repo ${repository} --bundle attestation.json --predicate-type ${PREDICATE_TYPE}`,
    `--signer-workflow ${repository}/${SIGNER.workflow} --source-ref ${SIGNER.ref} --deny-self-hosted-runners`,
  ].join(' ');
}
