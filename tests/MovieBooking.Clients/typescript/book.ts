import createClient from "openapi-fetch";
import type { components, paths } from "./obj/schema.js";

/** A seat booked, as a guest, through the types that openapi-typescript writes: node obj/book.js <address> */
const api = createClient<paths>({ baseUrl: process.argv[2] ?? "" });

const isPlain = ({ status, accessibility }: components["schemas"]["Seat"]) =>
  status === "available" && !accessibility;

async function book(): Promise<string> {
  const { data: movies } = await api.GET("/api/v1/movies");
  for (const { movieId } of movies?.items ?? []) {
    const path = { movieId };
    const { data: shows } = await api.GET(
      "/api/v1/movies/{movieId}/showtimes",
      { params: { path } },
    );
    for (const { showtimeId } of shows?.items ?? []) {
      const params = { path: { showtimeId } };
      const { data: map } = await api.GET(
        "/api/v1/showtimes/{showtimeId}/seats",
        { params },
      );
      const seat = map?.rows.flatMap(({ seats }) => seats).find(isPlain);
      if (!seat) continue;

      const { data: booking, error } = await api.POST("/api/v1/reservations", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: {
          showtimeId,
          seatIds: [seat.seatId],
          guest: {
            name: "TypeScript",
            email: `${crypto.randomUUID()}@example.com`,
          },
        },
      });
      if (!booking) throw new Error(error.code);
      const { data: confirmed } = await api.POST(
        "/api/v1/reservations/{reservationId}/confirm",
        {
          params: { path: { reservationId: booking.reservationId } },
          headers: { Authorization: `Bearer ${booking.accessToken}` },
        },
      );
      const ticket = confirmed?.tickets[0];
      if (
        confirmed?.status !== "confirmed" ||
        ticket?.price !== confirmed.total
      )
        throw new Error("The booking is not what was asked for.");
      return `${ticket.seatLabel} for ${ticket.price} ${confirmed.currency}, ${confirmed.reference}`;
    }
  }
  throw new Error("No show has a free seat.");
}

console.log(`openapi-typescript: ${await book()}`);
