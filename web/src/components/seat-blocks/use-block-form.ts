import { plural, t } from '@lingui/core/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { blockSeats, releaseSeats, type SeatBlocks } from '@/api'
import { listBlockedSeatsQueryKey } from '@/api/@tanstack/react-query.gen'
import { showProblem } from '@/lib/api/form-problem'
import { Problem, problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { momentsOf } from '@/lib/time/zone-time'
import { blockFields, type BlockFields } from './block-fields'

type BlockFormProps = {
  showtimeId: number
  zone: string
  /** Which seats are kept back when the form is sent. */
  chosen: readonly number[]
  onDone: () => void
}

/** Keeps seats of a showtime back from sale, and releases them. */
export function useBlockForm({ showtimeId, zone, chosen, onDone }: BlockFormProps) {
  const path = { showtimeId }
  const queryClient = useQueryClient()
  const form = useForm<BlockFields>({
    resolver: standardSchemaResolver(blockFields),
    defaultValues: { reason: '', day: '', time: '' },
  })

  const take = (data: SeatBlocks) => {
    queryClient.setQueryData(listBlockedSeatsQueryKey({ path }), data)
    onDone()
  }

  const submit = form.handleSubmit(async ({ reason, day, time }) => {
    const until = day === '' ? undefined : momentsOf(day, time, zone)[0]
    if (day === '' && time !== '')
      return form.setError('day', { message: t`Choose a day.` }, { shouldFocus: true })
    if (day !== '' && until === undefined)
      return form.setError('time', { message: t`Choose a time.` }, { shouldFocus: true })
    if (chosen.length === 0) return form.setError('root', { message: t`Choose seats first.` })
    try {
      const { data } = await blockSeats({
        path,
        body: { seatIds: [...chosen], reason, ...(until && { until }) },
        throwOnError: true,
      })
      notify(
        plural(chosen.length, { one: '# seat is kept back.', other: '# seats are kept back.' }),
      )
      take(data)
    } catch (error) {
      const end = error instanceof Problem ? error.fields['until']?.[0] : undefined
      if (end === undefined) showProblem(error, form.setError, ['reason'])
      else form.setError('day', { message: end }, { shouldFocus: true })
    }
  })

  const release = useMutation({
    mutationFn: async (seatIds: readonly number[]) => {
      const { data } = await releaseSeats({
        path,
        body: { seatIds: [...seatIds] },
        throwOnError: true,
      })
      return data
    },
    onSuccess: (data, seatIds) => {
      notify(
        plural(seatIds.length, {
          one: '# seat is for sale again.',
          other: '# seats are for sale again.',
        }),
      )
      take(data)
    },
    onError: (error) => notify(problemText(error), 'danger'),
  })

  return { form, submit, release }
}
