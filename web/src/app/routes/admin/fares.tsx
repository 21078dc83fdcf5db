import { createFileRoute } from '@tanstack/react-router'
import { FaresPage } from '@/features/admin/fares/fares-page'

export const Route = createFileRoute('/admin/fares')({ component: FaresPage })
