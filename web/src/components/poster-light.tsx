import clsx from 'clsx'
import { useState } from 'react'

/** A poster used as light, not as a picture: it comes up once it has arrived, instead of bursting in. */
export function PosterLight({ url, className }: { url: string; className?: string }) {
  const [lit, setLit] = useState(false)
  return (
    <img
      src={url}
      alt=""
      decoding="async"
      data-lit={lit}
      onLoad={() => setLit(true)}
      className={clsx('poster-light', className)}
    />
  )
}
