using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MovieBooking.Api.Http;

/// <summary>Says what the operations of each tag are for, in the order in which a reader meets them.</summary>
internal sealed class TagDescriptions : IDocumentFilter
{
    private static readonly (string Name, string Description)[] s_tags =
    [
        ("Auth", "Registering, signing in and out, and one's own account."),
        ("Movies", "What is shown and what comes: public."),
        ("Cinemas", "Where it is shown, and what plays there by day: public."),
        ("Showtimes", "When it is shown: public."),
        ("Seats", "The live seat map of a showtime, and holding seats on it."),
        ("Queue", "The waiting room of an on-sale: a place in its queue, and when that is let in."),
        ("Waiting list", "Waiting for seats of a showtime that is sold out: whose turn it is gets them kept for a while."),
        ("Reservations", "Booking seats, confirming, cancelling, and finding a booking again."),
        ("Gift cards", "What a gift card is worth, for whoever has its code: public."),
        ("Door", "Letting people in with their tickets, and how many are in: for staff of the cinema."),
        ("Blocked seats", "Seats that a cinema keeps back from sale: for its staff."),
        ("Box office", "Selling at the counter, and the bookings of a cinema: for its staff."),
        ("Events", "What happened to bookings and showtimes: for programs with a key."),
        ("Admin: analytics", "What was sold, and how movies did: for admins, and managers of their cinemas."),
        ("Admin: API keys", "The keys of other companies' programs: for admins."),
        ("Admin: audit log", "Who changed what and when: for admins, and managers of their cinemas."),
        (
            "Admin: bookings",
            "Finding somebody's booking, and cancelling it or tickets of it for the cinema: for admins, and managers of their cinemas."
        ),
        ("Admin: cinemas", "Cinemas, their screens and seats: for admins, and managers of their cinemas."),
        ("Admin: fares", "What seats cost, and the kinds of tickets: for admins, and the kinds for managers of their cinemas."),
        ("Admin: gift cards", "Cards that pay for bookings: for admins."),
        ("Admin: import", "Programmes and movies from a spreadsheet: for admins, and programmes for managers of their cinemas."),
        ("Admin: messages", "The mails that could not be sent: for admins."),
        ("Admin: movies", "The movies that can be scheduled: for admins."),
        (
            "Admin: payments",
            "Refunds on their way, and where the payment provider and the bookings differ: for admins, and refunds for managers of their cinemas."
        ),
        ("Admin: people", "Who may do what, at which cinemas: for admins."),
        ("Admin: schedule", "A cinema's programme by day: for admins, and managers of their cinemas."),
        ("Admin: showtimes", "Scheduling, moving and cancelling shows: for admins, and managers of their cinemas."),
        ("Admin: tills", "What was taken, paid back and counted at the counters' tills: for admins, and managers of their cinemas."),
        ("Admin: vouchers", "Codes that make tickets cheaper: for admins."),
        (
            "Admin: waiting rooms",
            "Letting people in one after another, where too many come at once: for admins, and managers for shows of their cinemas."
        ),
        ("Admin: webhooks", "Where other companies' programs are told of events, and what became of it: for admins."),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) =>
        swaggerDoc.Tags = new HashSet<OpenApiTag>(s_tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
}
