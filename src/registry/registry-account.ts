/** The account of the registry's own submissions; its login is the registry's name. */
export const REGISTRY = { github_id: 0, login: 'custodes' } as const;
