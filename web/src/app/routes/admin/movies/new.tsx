import { createFileRoute } from '@tanstack/react-router'
import { NewMoviePage } from '@/features/admin/movies/new-movie-page'

export const Route = createFileRoute('/admin/movies/new')({ component: NewMoviePage })
