import { perReader } from '@/lib/format/reader'

const most = 100_000_000_000

const decimalSign = perReader(
  'decimal sign',
  (locale) =>
    new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')
      ?.value ?? '.',
)

/**
 * An amount as somebody at a till types it: with the reader's own decimal sign, or the other one where it can be nothing else
 * (`20.5` is twenty and a half everywhere, `1,000` is a thousand in English). Undefined: it is no amount.
 * @param decimals How many decimals the currency has.
 */
export function parseAmount(
  text: string,
  decimals: number,
  sign: string = decimalSign(),
): number | undefined {
  const typed = text.replace(/[\s’']/g, '')
  const [own, other] = sign === ',' ? [',', '\\.'] : ['\\.', ',']
  const part = (decimal: string) => (decimals === 0 ? '' : `(?:${decimal}\\d{1,${decimals}})?`)
  const plain = new RegExp(`^\\d{1,12}${part(own)}$`)
  const grouped = new RegExp(`^\\d{1,3}(?:${other}\\d{3})+${part(own)}$`)
  const foreign = new RegExp(`^\\d{1,12}${part(other)}$`)
  const [groups, decimal] = sign === ',' ? ['.', ','] : [',', '.']
  if (plain.test(typed) || grouped.test(typed))
    return within(typed.replaceAll(groups, '').replace(decimal, '.'))
  return foreign.test(typed) ? within(typed.replace(',', '.')) : undefined
}

function within(digits: string): number | undefined {
  const amount = Number(digits)
  return amount <= most ? amount : undefined
}

/** What goes back to the customer, in whole minor units, since binary fractions do not subtract well. */
export function changeOf(given: number, total: number, decimals: number): number {
  const whole = 10 ** decimals
  return (Math.round(given * whole) - Math.round(total * whole)) / whole
}
