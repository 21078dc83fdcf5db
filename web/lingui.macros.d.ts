import type { Plugin } from 'vite'

/** Turns `t` and `<Trans>` into look-ups of their messages; files without them are left alone. */
export function linguiMacros(): Plugin
