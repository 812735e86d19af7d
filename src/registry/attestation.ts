/**
 * What the recorder's attestations say: which engine's commit measured, and the result and suite digests of the records whose bytes
 * they are about. It proves where a number was made, not that it is right.
 */
export const PREDICATE_TYPE = 'https://custodes.github.io/attestation/record/v1';

/** The command by which anyone checks a record's file against its attestation. @param repository `owner/name` */
export function verifyingCommand(repository: string): string {
  return `gh attestation verify record.json --repo ${repository} --bundle attestation.json --predicate-type ${PREDICATE_TYPE}`;
}
