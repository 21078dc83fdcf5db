import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { WaitingRoomState } from '@/api'
import {
  closeRoom,
  openRoom,
  waitingRoom,
  type RoomOwner,
} from '@/features/admin/waiting-room/waiting-room'
import { waitingRoomFields } from '@/features/admin/waiting-room/waiting-room-fields'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { showProblem } from '@/lib/api/form-problem'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { formatCount } from '@/lib/format/number'

type WaitingRoomPanelProps = { owner: RoomOwner; of: string }

/** Opens, changes and closes the waiting room of a showtime or a movie, and shows how it goes. */
export function WaitingRoomPanel({ owner, of }: WaitingRoomPanelProps) {
  const room = useQuery(waitingRoom(owner))
  if (room.isError && room.data === undefined)
    return <ErrorPanel error={room.error} onRetry={() => void room.refetch()} />
  if (room.data === undefined)
    return (
      <Loading label={t`Loading the waiting room`}>
        <Skeleton className="h-40" />
      </Loading>
    )
  const isOwn = room.data !== null && ('movieId' in owner || room.data.showtimeId !== null)
  return (
    <div className="grid gap-4">
      <p className="text-muted">
        <Trans>
          When too many people come at once, a waiting room lets them in one after another, first
          come first served. Those who manage need not wait.
        </Trans>
      </p>
      {room.data && !isOwn && (
        <p className="rounded-lg bg-raised p-3">
          <Trans>
            People wait in the room of the movie, which all its showtimes share. A room of this
            showtime’s own would take its place.
          </Trans>
        </p>
      )}
      {room.data && <Figures room={room.data} />}
      <RoomForm
        key={room.data?.roomId ?? 0}
        owner={owner}
        of={of}
        room={isOwn ? room.data : null}
      />
    </div>
  )
}

function Figures({ room }: { room: WaitingRoomState }) {
  const figures = [
    [t`Waiting now`, room.waiting],
    [t`Let in so far`, room.admitted],
  ] as const
  return (
    <dl className="grid grid-cols-2 gap-2">
      {figures.map(([term, value]) => (
        <div key={term} className="rounded-lg bg-raised p-3">
          <dt className="text-sm">{term}</dt>
          <dd className="display text-2xl tabular-nums">{formatCount(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

type RoomFormProps = { owner: RoomOwner; of: string; room: WaitingRoomState | null }

const fieldNames = ['admissionsPerMinute', 'bookingMinutes'] as const

function RoomForm({ owner, of, room }: RoomFormProps) {
  const queryClient = useQueryClient()
  const form = useForm({
    resolver: standardSchemaResolver(waitingRoomFields),
    defaultValues: {
      admissionsPerMinute: String(room?.admissionsPerMinute ?? 60),
      bookingMinutes: String(room?.bookingMinutes ?? 10),
    },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (fields) => {
    try {
      const opened = await openRoom(owner, {
        admissionsPerMinute: Number(fields.admissionsPerMinute),
        bookingMinutes: Number(fields.bookingMinutes),
      })
      queryClient.setQueryData(waitingRoom(owner).queryKey, opened)
      notify(room ? t`The waiting room of ${of} is changed.` : t`${of} has a waiting room now.`)
    } catch (error) {
      showProblem(error, form.setError, fieldNames)
    }
  })

  return (
    <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <FormError message={errors.root?.message} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label={t`People a minute`}
          inputMode="numeric"
          hint={t`As many as seats can be chosen and booked in peace.`}
          error={errors.admissionsPerMinute?.message}
          {...form.register('admissionsPerMinute')}
        />
        <Field
          label={t`Minutes to book`}
          inputMode="numeric"
          hint={t`How long each has the seats in front of them.`}
          error={errors.bookingMinutes?.message}
          {...form.register('bookingMinutes')}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look={room ? 'secondary' : 'primary'} busy={isSubmitting}>
          {room ? t`Save the room` : t`Open a waiting room`}
        </Button>
        {room && <CloseRoom owner={owner} of={of} waiting={room.waiting} />}
      </div>
    </form>
  )
}

function CloseRoom({ owner, of, waiting }: { owner: RoomOwner; of: string; waiting: number }) {
  const [open, setOpen] = useState(false)
  const queryClient = useQueryClient()
  const close = useMutation({
    mutationFn: () => closeRoom(owner),
    onSuccess: async () => {
      setOpen(false)
      notify(t`The waiting room of ${of} is closed: everybody may book.`)
      await queryClient.invalidateQueries({ queryKey: ['waiting-room'] })
    },
  })
  return (
    <>
      <Button look="danger" onClick={() => setOpen(true)}>
        <Trans>Close the room</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        title={t`Close the waiting room?`}
        confirmLabel={t`Close it`}
        dismissLabel={t`Keep it`}
        busy={close.isPending}
        onConfirm={() => close.mutate()}
        onDismiss={() => setOpen(false)}
      >
        <p>
          {waiting > 0
            ? plural(waiting, {
                one: 'The one who waits may book at once, and the place is gone for good.',
                other: 'All # who wait may book at once, and their places are gone for good.',
              })
            : t`Nobody waits just now.`}
        </p>
        {close.isError && (
          <p role="alert" className="mt-2 font-semibold text-danger">
            {problemText(close.error)}
          </p>
        )}
      </ConfirmDialog>
    </>
  )
}
