import clsx from 'clsx'
import { useState } from 'react'

type PosterProps = {
  title: string
  url: string | null | undefined
  className?: string
  /** Set for posters that are on screen first; the others load when they come near. */
  eager?: boolean
  sizes?: string
}

/** Poster art beside its title, so the picture itself is decoration. Without art, the title is the art. */
export function Poster({ title, url, className, eager, sizes }: PosterProps) {
  const [broken, setBroken] = useState<string>()
  const shape = clsx('aspect-2/3 w-full rounded-lg object-cover', className)

  if (!url || broken === url) {
    return (
      <div
        aria-hidden
        className={clsx(
          shape,
          'display flex items-end overflow-hidden bg-raised p-[8%] text-2xl wrap-anywhere leading-none text-muted',
        )}
      >
        {title}
      </div>
    )
  }
  return (
    <img
      src={url}
      alt=""
      width={400}
      height={600}
      sizes={sizes}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : 'auto'}
      decoding="async"
      className={clsx(shape, 'bg-raised')}
      onError={() => setBroken(url)}
    />
  )
}
