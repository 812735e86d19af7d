/** A command to run: the name of a script of `scripts/`, and the world that it finds. */
export interface WarmRequest {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly folder: string;
  readonly variables: Readonly<NodeJS.ProcessEnv>;
}

export interface WarmResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}
