import { createFileRoute } from '@tanstack/react-router'
import { routeId } from '@/app/route-id'
import { BoardPage } from '@/features/board/board-page'

export const Route = createFileRoute('/board/$cinemaId')({
  loader: ({ params }) => ({ cinemaId: routeId(params.cinemaId) }),
  component: Board,
})

function Board() {
  const { cinemaId } = Route.useLoaderData()
  return <BoardPage key={cinemaId} cinemaId={cinemaId} />
}
