/** What a mail's link brings behind its #, where no server on the way is told it. */
export const mailedToken = (hash: string): string | undefined => /^token=(.+)$/.exec(hash)?.[1]
