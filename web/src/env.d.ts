interface ImportMetaEnv {
  /** The product's version, from Directory.Build.props. */
  readonly VERSION: string
}
