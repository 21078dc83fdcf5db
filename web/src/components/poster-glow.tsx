import { PosterLight } from '@/components/poster-light'

/** The poster's colours, thrown on the wall behind the top of a page. */
export function PosterGlow({ url }: { url: string | null | undefined }) {
  return (
    <div aria-hidden className="glow">
      {url && <PosterLight url={url} />}
    </div>
  )
}
