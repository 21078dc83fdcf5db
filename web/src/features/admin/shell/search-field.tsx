import { useEffect, useRef, useState } from 'react'
import { Field } from '@/components/ui/field'

type SearchFieldProps = {
  label: string
  value: string | undefined
  onSearch: (text: string | undefined) => void
}

/** Searches while one types; what is typed stays, unless the address is changed elsewhere. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value ?? '')
  const [known, setKnown] = useState(value)
  const timer = useRef<number>(undefined)
  useEffect(() => () => window.clearTimeout(timer.current), [])

  if (value !== known) {
    setKnown(value)
    if (value !== (typed.trim() || undefined)) setTyped(value ?? '')
  }

  return (
    <Field
      label={label}
      type="search"
      maxLength={100}
      autoComplete="off"
      value={typed}
      onChange={(event) => {
        const next = event.target.value
        setTyped(next)
        window.clearTimeout(timer.current)
        timer.current = window.setTimeout(() => onSearch(next.trim() || undefined), 250)
      }}
    />
  )
}
