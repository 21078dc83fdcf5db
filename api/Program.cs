using MovieBooking.Api.Admin;
using MovieBooking.Api.Admin.Analytics;
using MovieBooking.Api.Admin.Posters;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Backplane;
using MovieBooking.Api.Blocks;
using MovieBooking.Api.BoxOffice;
using MovieBooking.Api.Captcha;
using MovieBooking.Api.Cinemas;
using MovieBooking.Api.Door;
using MovieBooking.Api.Events;
using MovieBooking.Api.GiftCards;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Movies;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Queue;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Api.Telemetry;
using MovieBooking.Api.WaitingList;
using MovieBooking.Api.Webhooks;

var builder = WebApplication.CreateBuilder(args);
builder.AddSecretFiles();
builder.AddRequestLogging();
builder.AddDatabase();
builder.AddDrain();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddProblems().AddJson().AddValidation().AddOpenApiDocument().AddHealth().AddIdempotency();
builder
    .Services.AddBackplane()
    .AddSingleton<Currency>()
    .AddSingleton<SharedAnswers>()
    .AddMovies()
    .AddSeats()
    .AddQueue()
    .AddCaptcha()
    .AddReservations()
    .AddPayments()
    .AddWaitingList()
    .AddBlocks()
    .AddDoor()
    .AddBoxOffice()
    .AddEvents()
    .AddWebhooks()
    .AddMessages()
    .AddAnalytics()
    .AddAdmin()
    .AddSpa();
builder.AddTokenAuthentication();
builder.AddRateLimits();
builder.AddRequestLimits();
builder.AddProxyHeaders();
builder.AddCrossOrigin();
builder.AddTelemetry();

var app = builder.Build();
app.UseDrain();
app.UseProxyHeaders();
app.UseRequestLogging();
app.UseSignInLog();
app.UseLanguages();
app.UseSecurityHeaders();
app.UseServerTime();
app.UseProblems();
app.UseHeadRequests();
app.UseCrossOrigin();
app.UseRequestLimits();
app.UseRateLimits();
app.UseTokenAuthentication();
app.UseJson();
app.UseForms();
app.UseOpenApiPages();
app.UseSpa();

app.MapIntegratorPage().MapHealth().MapCrawlers().MapPosterFiles().MapDevMail();
var api = app.MapGroup("/api/v1").WithReadableParameters().WithValidation();
api.MapAuth()
    .MapMovies()
    .MapCinemas()
    .MapShowtimes()
    .MapSeats()
    .MapQueue()
    .MapReservations()
    .MapWaitingList()
    .MapPayments()
    .MapGiftCards()
    .MapBlocks()
    .MapDoor()
    .MapBoxOffice()
    .MapEvents()
    .MapAdmin();

return await app.RunAsync(args);
