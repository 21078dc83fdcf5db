import { perReader } from '@/lib/format/reader'

const whole = perReader('whole number', (locale) => new Intl.NumberFormat(locale))

/** `1,234` */
export const formatCount = (count: number): string => whole().format(count)
