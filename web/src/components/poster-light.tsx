import clsx from 'clsx'
import { useEffect, useRef, useState } from 'react'

// So few dots that they are light and not a picture, neither to draw and blur nor to a browser that looks for the page's largest.
const COLUMNS = 24
const ROWS = 36

/** A poster used as light, not as a picture: its colours come up once it has arrived, instead of bursting in. */
export function PosterLight({ url, className }: { url: string; className?: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [lit, setLit] = useState(false)
  useEffect(() => {
    const poster = new Image()
    poster.onload = () => {
      const light = canvas.current?.getContext('2d')
      light?.clearRect(0, 0, COLUMNS, ROWS)
      light?.drawImage(poster, 0, 0, COLUMNS, ROWS)
      setLit(true)
    }
    poster.src = url
    return () => {
      poster.onload = null
    }
  }, [url])
  return (
    <canvas
      ref={canvas}
      width={COLUMNS}
      height={ROWS}
      data-lit={lit}
      className={clsx('poster-light', className)}
    />
  )
}
