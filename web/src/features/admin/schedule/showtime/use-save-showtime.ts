import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createShowtime, updateShowtime, type ShowtimeRequest } from '@/api'
import { formatDayAndTime } from '@/lib/format/dates'
import { once } from '@/lib/api/idempotency'
import { notify } from '@/lib/browser/notices'

/** Adds a showtime, or moves one. What a manager has on screen is read again afterwards. */
export function useSaveShowtime() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ showtimeId, body }: { showtimeId?: number; body: ShowtimeRequest }) => {
      const { data } =
        showtimeId === undefined
          ? await once(`schedule ${JSON.stringify(body)}`, (headers) =>
              createShowtime({ body, headers, throwOnError: true }),
            )
          : await updateShowtime({ body, path: { showtimeId }, throwOnError: true })
      return data
    },
    onSuccess: async (saved) => {
      notify(
        t`“${saved.movieTitle}” starts on ${formatDayAndTime(saved.startsAt)}, ${saved.screen.name}.`,
      )
      await queryClient.invalidateQueries()
    },
  })
}
