interface ImportMetaEnv {
  /** The product's version, from Directory.Build.props. */
  readonly VERSION: string
}

declare module '*.po' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}
