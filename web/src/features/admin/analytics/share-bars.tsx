import { scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'

export type Share = { name: string; amount: number; text: string; key?: number }

/** Amounts side by side: what each one is, its bar, and the figure itself. */
export function ShareBars({ shares }: { shares: Share[] }) {
  const most = Math.max(1, ...shares.map(({ amount }) => amount))
  const length = scaleLinear({ domain: [0, most], range: [0, 100] })
  return (
    <ul className="grid gap-3">
      {shares.map(({ name, amount, text, key }) => (
        <li key={key ?? name} className="grid gap-1">
          <span className="flex justify-between gap-3">
            <span className="min-w-0 font-semibold wrap-anywhere">{name}</span>
            <span className="shrink-0">{text}</span>
          </span>
          <svg
            viewBox="0 0 100 10"
            preserveAspectRatio="none"
            className="h-3.5 w-full rounded-sm bg-raised"
          >
            <Bar width={Math.max(0, length(amount))} height={10} fill="var(--accent)" />
          </svg>
        </li>
      ))}
    </ul>
  )
}
