using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Languages;

/// <summary>
/// What people read of the server, in the files beside this one (.resx): English, and Spanish (.es.resx). The language is
/// <see cref="CultureInfo.CurrentUICulture"/>. Numbers, dates and texts of programs (JSON, CSV, headers) never go by it.
/// </summary>
internal static class Texts
{
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    public static readonly CultureInfo Spanish = CultureInfo.GetCultureInfo("es");

    private static readonly ResourceManagerStringLocalizerFactory s_files = new(
        Options.Create(new LocalizationOptions()),
        NullLoggerFactory.Instance
    );

    /// <summary>Titles, by code, and details of problems; the rules that fields break.</summary>
    public static IStringLocalizer Problems { get; } = Of("Problems");

    /// <summary>Mails, tickets and calendar files; how they write times and amounts.</summary>
    public static IStringLocalizer Mails { get; } = Of("Mails");

    /// <summary>The reader's: what is written in it, times and amounts included, is for people alone.</summary>
    public static CultureInfo Language => CultureInfo.CurrentUICulture;

    /// <summary>What the caller writes from now on, and whom it calls, is in this language (ISO 639-1).</summary>
    public static void Speak(string? language) => CultureInfo.CurrentUICulture = language == Word.Of(SpokenLanguage.Es) ? Spanish : English;

    private static IStringLocalizer Of(string file) =>
        s_files.Create($"{typeof(Texts).Namespace}.{file}", typeof(Texts).Assembly.GetName().Name!);
}

/// <summary>The languages that are written here (ISO 639-1).</summary>
public enum SpokenLanguage
{
    En,
    Es,
}

internal static class LanguageSetup
{
    /// <summary>Each request is answered in the language that it asks for (<c>Accept-Language</c>), or in English.</summary>
    public static WebApplication UseLanguages(this WebApplication app)
    {
        // What no request waits for, too: a server's own settings decide nothing.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = Texts.English;
        app.UseRequestLocalization(
            new RequestLocalizationOptions
            {
                DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, Texts.English),
                SupportedCultures = [CultureInfo.InvariantCulture],
                SupportedUICultures = [Texts.English, Texts.Spanish],
                RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()],
            }
        );
        return app;
    }
}
