import type { TransProps } from '@lingui/react'
import { TransNoContext } from '@lingui/react/server'
import { i18n } from '@/lib/language/i18n'

/** A text with elements in it. A page keeps its language until it is loaded again, so nothing has to be told of a change. */
export function Trans(props: TransProps) {
  return <TransNoContext {...props} lingui={{ i18n }} />
}
