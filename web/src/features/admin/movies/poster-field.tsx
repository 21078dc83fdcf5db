import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { uploadPoster } from '@/api'
import type { MovieFields } from '@/features/admin/movies/movie-fields'
import { Poster } from '@/components/poster'
import { Field } from '@/components/ui/field'
import { notify } from '@/lib/browser/notices'
import { Problem, problemText } from '@/lib/api/problem'

const kinds = 'image/jpeg,image/png,image/webp,image/avif'
const mostBytes = 8 * 1024 * 1024

/** A movie's poster: a picture of one's own, or the address of one that is somewhere else. */
export function PosterField({ form }: { form: UseFormReturn<MovieFields> }) {
  const { control, formState, register, setError, setValue } = form
  const [title, posterUrl] = useWatch({ control, name: ['title', 'posterUrl'] })
  const upload = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > mostBytes) throw new Error(t`The picture must be 8 MB at most.`)
      return (await uploadPoster({ body: { file }, throwOnError: true })).data.posterUrl
    },
    onSuccess: (url) => {
      setValue('posterUrl', url, { shouldDirty: true, shouldValidate: true })
      notify(t`The picture is uploaded. Save the movie to show it.`)
    },
    onError: (error) => setError('posterUrl', { message: reason(error) }),
  })

  return (
    <div className="grid grid-cols-[5rem_minmax(0,1fr)] gap-4">
      <Poster title={title || t`Poster`} url={posterUrl.trim()} className="self-start" />
      <div className="grid grid-cols-1 content-start gap-3">
        <Field
          label={upload.isPending ? t`Uploading the picture…` : t`Upload a poster`}
          type="file"
          accept={kinds}
          disabled={upload.isPending}
          hint={t`JPEG, PNG, WebP or AVIF, 8 MB at most; best at 2:3, 800 × 1200 pixels.`}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) upload.mutate(file)
            // The same file may be chosen again after it was mended.
            target.value = ''
          }}
        />
        <Field
          label={t`Or its address`}
          placeholder={t`https://… or /posters/…`}
          autoComplete="off"
          error={formState.errors.posterUrl?.message}
          {...register('posterUrl')}
        />
      </div>
    </div>
  )
}

/** The rule that the file breaks, where it breaks one. */
function reason(error: Error): string {
  const rule = error instanceof Problem ? error.fields['file']?.[0] : undefined
  return (
    rule?.replace("'file'", t`The file`) ??
    (error instanceof Problem ? problemText(error) : error.message)
  )
}
