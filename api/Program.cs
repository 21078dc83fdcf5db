using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;

var builder = WebApplication.CreateBuilder(args);
builder.AddDatabase();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddProblems().AddJson().AddValidation().AddOpenApiDocument();
builder.Services.AddMovies().AddSeats().AddReservations();
builder.AddRateLimits();

var app = builder.Build();
app.UseProblems();
app.UseRateLimiter();
app.UseOpenApiPages();

var api = app.MapGroup("/api/v1").WithValidation();
api.MapMovies().MapShowtimes().MapSeats().MapReservations();

return await app.RunAsync(args);
