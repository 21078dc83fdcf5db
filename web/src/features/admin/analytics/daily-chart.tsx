import { AxisBottom, AxisLeft } from '@visx/axis'
import { Group } from '@visx/group'
import { useParentSize } from '@visx/responsive'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import type { DaySales } from '@/api'
import { formatShortMoney } from '@/features/admin/analytics/figures'
import { formatDayOfMonth } from '@/lib/format/dates'

const height = 240
const edge = { top: 8, right: 4, bottom: 28 }
/** The width of a label's letter, about. */
const letter = 6.5
const labels = { fill: 'var(--muted)', fontSize: 12, fontFamily: 'inherit' }

/** Revenue of each day as bars. */
export function DailyChart({ daily, currency }: { daily: DaySales[]; currency: string }) {
  const { parentRef, width } = useParentSize({ debounceTime: 50 })
  const most = Math.max(1, ...daily.map(({ revenue }) => revenue))
  const money = scaleLinear({
    domain: [0, most],
    range: [height - edge.top - edge.bottom, 0],
    nice: true,
  })
  const amounts = money.ticks(4).map((tick) => formatShortMoney(tick, currency).length)
  const left = Math.max(56, 16 + letter * Math.max(...amounts))
  const inner = Math.max(0, width - left - edge.right)
  const days = scaleBand({ domain: daily.map(({ date }) => date), range: [0, inner], padding: 0.2 })
  const floor = money(0)
  const every = Math.max(1, Math.ceil(daily.length / Math.max(2, Math.floor(inner / 80))))

  return (
    <div ref={parentRef} className="h-60 w-full overflow-hidden">
      {inner > 0 && (
        <svg width={width} height={height}>
          <Group left={left} top={edge.top}>
            <AxisLeft
              scale={money}
              numTicks={4}
              hideAxisLine
              hideTicks
              tickFormat={(value) => formatShortMoney(Number(value), currency)}
              tickLabelProps={{ ...labels, textAnchor: 'end', dy: '0.33em', dx: '-0.25em' }}
            />
            {money.ticks(4).map((tick) => (
              <line key={tick} x2={inner} y1={money(tick)} y2={money(tick)} stroke="var(--line)" />
            ))}
            {daily.map(({ date, revenue }) => (
              <Bar
                key={date}
                x={days(date) ?? 0}
                y={Math.min(floor, money(revenue))}
                width={days.bandwidth()}
                height={Math.abs(floor - money(revenue))}
                rx={Math.min(3, days.bandwidth() / 4)}
                fill="var(--accent)"
              />
            ))}
            <AxisBottom
              top={floor}
              scale={days}
              hideTicks
              stroke="var(--control)"
              tickValues={daily.filter((_, index) => index % every === 0).map(({ date }) => date)}
              tickFormat={formatDayOfMonth}
              tickLabelProps={{ ...labels, textAnchor: 'middle' }}
            />
          </Group>
        </svg>
      )}
    </div>
  )
}
