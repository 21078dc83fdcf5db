import { i18n } from '@lingui/core'
import { compileMessage, type CompiledMessage } from '@lingui/message-utils/compileMessage'
import { messages } from '@/lib/language/catalog'
import { language } from '@/lib/language/language'

const compiled = new Map<string, CompiledMessage>()

/** English messages are read where they are used, each once. */
i18n.setMessagesCompiler((message) => {
  const known = compiled.get(message) ?? compileMessage(message)
  compiled.set(message, known)
  return known
})
i18n.loadAndActivate({ locale: language(), messages: messages() })

export { i18n }
