import { t } from '@lingui/core/macro'
import { language, languages, type Language } from '@/lib/language/language'
import { chooseLanguage } from '@/lib/language/choice'

/** Each language by its own name, so that whoever cannot read this page finds theirs. */
export function LanguageChoice() {
  return (
    <select
      aria-label={t`Language`}
      value={language()}
      onChange={(event) => chooseLanguage(event.target.value as Language)}
      className="min-h-11 rounded-lg border border-control bg-surface px-3 text-ink"
    >
      {Object.entries(languages).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  )
}
