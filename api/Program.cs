using MovieBooking.Api.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddProblems().AddJson().AddValidation().AddOpenApiDocument();
builder.AddRateLimits();

var app = builder.Build();
app.UseProblems();
app.UseRateLimiter();
app.UseOpenApiPages();

var api = app.MapGroup("/api/v1").WithValidation();

await app.RunAsync();
