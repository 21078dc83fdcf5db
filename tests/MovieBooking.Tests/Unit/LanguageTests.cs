using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using FluentValidation;
using FluentValidation.Resources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Http;
using MovieBooking.Api.Languages;
using MovieBooking.Api.Messages;
using MovieBooking.Db.Server;

namespace MovieBooking.Tests.Unit;

/// <summary>Everything that people read of the server is in the files of api/Languages, in English and in Spanish.</summary>
public sealed partial class LanguageTests
{
    // Words that are the same in both, or no words.
    private static readonly string[] s_alike = ["FieldRule", "SignEUR", "SignVND"];

    private static readonly string[] s_files = ["Problems", "Mails"];

    [Fact]
    public void Every_text_is_there_in_both_languages_with_the_same_gaps()
    {
        Assert.All(s_files, file => Assert.Empty(Faults(Read(file, Texts.English), Read(file, Texts.Spanish))));

        // Controls: what is missing, left in English, or has lost a gap is found.
        var (english, spanish) = (Read("Problems", Texts.English), Read("Problems", Texts.Spanish));
        foreach (var spoiled in new string?[] { null, english["MovieHasShowtimes"], "Tiene funciones." })
        {
            var other = new Dictionary<string, string>(spanish, StringComparer.Ordinal);
            other.Remove("MovieHasShowtimes");
            if (spoiled is not null)
            {
                other["MovieHasShowtimes"] = spoiled;
            }

            Assert.Equal(["MovieHasShowtimes"], Faults(english, other));
        }

        Assert.Equal(["Extra"], Faults(english, new Dictionary<string, string>(spanish, StringComparer.Ordinal) { ["Extra"] = "Más" }));
    }

    [Fact]
    public void Every_code_of_a_problem_has_a_title_in_both_languages()
    {
        string[] codes =
        [
            .. typeof(ApiError)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => field.GetValue(null))
                .OfType<ApiError>()
                .Select(error => error.Code),
        ];

        Assert.True(codes.Length > 50);
        Assert.Equal(codes.Length, codes.Distinct(StringComparer.Ordinal).Count());
        foreach (var language in new[] { Texts.English, Texts.Spanish })
        {
            var titles = Read("Problems", language);
            Assert.Equal(codes.Order(StringComparer.Ordinal), titles.Keys.Where(key => char.IsLower(key[0])).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void What_the_code_names_is_in_the_files_and_the_other_way_round()
    {
        var sources = Sources().ToArray();
        foreach (var file in s_files)
        {
            var named = sources
                .SelectMany(source => Named().Matches(source.Text))
                .Where(match => match.Groups["file"].Value == file)
                .Select(match => match.Groups["key"].Value)
                .ToHashSet(StringComparer.Ordinal);
            if (file == "Mails")
            {
                named.UnionWith(
                    Templates().SelectMany(template => InTemplate().Matches(template.Text)).Select(match => match.Groups["key"].Value)
                );
            }

            // Those of codes, of classes and of currencies are named by what they stand for.
            var keys = Read(file, Texts.English)
                .Keys.Where(key => !char.IsLower(key[0]) && !key.StartsWith("Sign", StringComparison.Ordinal))
                .Append("Signed")
                .Where(key => file == "Mails" || key != "Signed");
            Assert.Equal(keys.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(".WithMessage(\"'{PropertyName}' must be blue.\")", true)]
    [InlineData("errors.Add(\"screenId\", [\"There is no such screen.\"]);", true)]
    [InlineData(".WithMessage(_ => Texts.Problems[\"OneLine\"])", false)]
    public void A_rule_in_words_outside_the_files_is_found(string line, bool isFound) => Assert.Equal(isFound, OutsideText().IsMatch(line));

    // Details and rules of problems are LocalizedString: another text would not compile. These alone take any.
    [Fact]
    public void No_rule_is_in_words_outside_the_files() =>
        Assert.Empty(Sources().Where(source => OutsideText().IsMatch(source.Text)).Select(source => source.Path));

    [Fact]
    public void No_mail_has_words_outside_the_files()
    {
        Assert.Empty(Templates().Where(template => HasWords(template.Text)).Select(template => template.Path));

        // Control.
        Assert.True(HasWords("<p>{% text Hello %} Welcome</p>"));
    }

    [Fact]
    public async Task Every_mail_speaks_spanish_from_the_subject_to_the_foot()
    {
        var english = Read("Mails", Texts.English).Where(text => text.Value.Contains(' ')).Select(text => text.Value);
        string[] fragments =
        [
            .. english
                .SelectMany(text => Gap().Split(text))
                .SelectMany(part => part.Split("**"))
                .Select(part => part.Trim(' ', '.', ',', ':', ';'))
                .Where(part => part.Contains(' ') && !part.Contains('\'')),
        ];
        Assert.True(fragments.Length > 50);
        var templates = Templates().Select(template => Path.GetFileName(template.Path).Split('.')[0]).Distinct(StringComparer.Ordinal);
        string[] mails = [.. templates.Where(name => name is not ("details" or "layout"))];
        Assert.True(mails.Length > 10);
        foreach (var (mail, model) in mails.SelectMany(mail => Models(mail).Select(model => (mail, model))))
        {
            Texts.Speak("en");
            var first = await new MailTemplates().FillAsync(mail, model);
            Texts.Speak("es");
            var second = await new MailTemplates().FillAsync(mail, model);

            // Control: they are found where they are.
            Assert.Contains(
                fragments,
                part => first.Subject.Contains(part, StringComparison.Ordinal) || first.Text.Contains(part, StringComparison.Ordinal)
            );
            Assert.All(
                new[] { second.Subject, second.Text, WebUtility.HtmlDecode(second.Html) },
                text => Assert.DoesNotContain(fragments, part => text.Contains(part, StringComparison.Ordinal))
            );
            Assert.Contains("<html lang=\"es\">", second.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("**", second.Html + second.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en", "USD", "1234.5", "$1,234.50", "Friday, January 15, 2027 at 7:30 PM", "Fri, Jan 15, 7:30 PM")]
    [InlineData("es", "USD", "1234.5", "1.234,50\u00A0US$", "viernes, 15 de enero de 2027, 19:30", "vie, 15 ene, 19:30")]
    [InlineData("es", "JPY", "1600", "1.600\u00A0JPY", "viernes, 15 de enero de 2027, 19:30", "vie, 15 ene, 19:30")]
    [InlineData("es", "KWD", "1.5", "1,500\u00A0KWD", "viernes, 15 de enero de 2027, 19:30", "vie, 15 ene, 19:30")]
    public void Times_and_amounts_are_as_the_language_writes_them(
        string language,
        string currency,
        string amount,
        string money,
        string day,
        string shortDay
    )
    {
        var time = new DateTimeOffset(2027, 1, 15, 19, 30, 0, TimeSpan.FromHours(-5));
        Texts.Speak(language);

        Assert.Equal(money, MailFormats.Money(decimal.Parse(amount, CultureInfo.InvariantCulture), CurrencyOf(currency)));
        Assert.Equal((day, shortDay), (MailFormats.Day(time), MailFormats.ShortDay(time)));
    }

    [Fact]
    public void Every_rule_that_is_not_ours_speaks_spanish()
    {
        var languages = new LanguageManager();
        using var services = new ServiceCollection()
            .AddSingleton(CurrencyOf("USD"))
            .AddSingleton(TimeProvider.System)
            .BuildServiceProvider();
        var rules = typeof(ApiError)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsAssignableTo(typeof(IValidator)))
            .Select(type => (IValidator)ActivatorUtilities.CreateInstance(services, type))
            .SelectMany(validator => validator.CreateDescriptor().Rules)
            .SelectMany(rule => rule.Components)
            .Select(component => component.Validator.Name)
            .Where(name => name is not ("ChildValidatorAdaptor" or "PredicateValidator" or "AsyncPredicateValidator"))
            .ToHashSet(StringComparer.Ordinal);

        Assert.True(rules.Count > 5);
        Assert.DoesNotContain(
            rules,
            rule => languages.GetString(rule, Texts.Spanish) is not { Length: > 0 } text || text == languages.GetString(rule, Texts.English)
        );
    }

    /// <summary>What a mail may have to tell: each way through its template.</summary>
    private static IEnumerable<object> Models(string mail)
    {
        if (
            mail
                is "account-deleted"
                    or "email-change"
                    or "email-changed"
                    or "password-changed"
                    or "password-reset"
                    or "sign-in-paused"
                    or "new-device"
                    or "recovery-codes-renewed"
            || mail.StartsWith("second-factor-", StringComparison.Ordinal)
            || mail.StartsWith("passkey-", StringComparison.Ordinal)
            || mail.StartsWith("external-login-", StringComparison.Ordinal)
        )
        {
            return [new AccountMail("Ana", "https://x.example", 30, "a@example.org", "b@example.org", Bookings: 2)];
        }

        if (mail == "seats-offered")
        {
            return
            [
                new OfferMail(
                    "Ana",
                    "Tren nocturno",
                    "viernes",
                    "vie",
                    "hora de Madrid",
                    "El Meridiano",
                    "Calle Mayor 1",
                    "Sala 1, 2D",
                    "E5, E6",
                    "viernes, 19:30",
                    "https://x.example/showtimes/1"
                ),
            ];
        }

        return from isPaid in (bool[])[true, false]
            from hasMoney in (bool[])[true, false]
            from byCinema in (bool[])[true, false]
            select (object)
                new BookingMail(
                    "Ana",
                    IsGuest: true,
                    "Tren nocturno",
                    "viernes",
                    "vie",
                    "hora de Madrid",
                    "jueves",
                    "El Meridiano",
                    "Calle Mayor 1",
                    "Sala 1, 2D",
                    "K7PX4MRW2T",
                    [new BookingMailTicket("E5", "estándar", "8,00\u00A0€")],
                    "8,00\u00A0€",
                    hasMoney ? "2,00\u00A0€" : "",
                    "9XQ4",
                    hasMoney ? "2,00\u00A0€" : "",
                    hasMoney ? "1,00\u00A0€" : "",
                    "6,00\u00A0€",
                    hasMoney,
                    "8,00\u00A0€",
                    "viernes",
                    hasMoney ? "1,00\u00A0€" : "",
                    "E6",
                    byCinema,
                    byCinema ? "K7PX4MRW2T" : "",
                    "E7",
                    !hasMoney,
                    byCinema,
                    isPaid,
                    hasMoney,
                    "8,00\u00A0€",
                    "llegó tarde.",
                    "https://x.example/reservations/1",
                    "https://x.example/movies/1"
                );
    }

    private static bool HasWords(string template) =>
        Markup().Replace(template, "").Replace("MovieBooking", "", StringComparison.Ordinal).Any(char.IsLetter);

    private static IEnumerable<(string Path, string Text)> Templates() =>
        Directory
            .EnumerateFiles(
                Path.Combine(PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!, "api/Messages/Templates"),
                "*.liquid",
                SearchOption.AllDirectories
            )
            .Select(path => (path, File.ReadAllText(path)));

    private static Currency CurrencyOf(string code) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("Currency", code)]).Build());

    /// <summary>The keys that one language lacks, or that say the same in both, or have other gaps to fill.</summary>
    private static IEnumerable<string> Faults(IReadOnlyDictionary<string, string> english, IReadOnlyDictionary<string, string> spanish) =>
        english
            .Keys.Union(spanish.Keys, StringComparer.Ordinal)
            .Where(key =>
                english.GetValueOrDefault(key) is not { Length: > 0 } one
                || spanish.GetValueOrDefault(key) is not { Length: > 0 } other
                || (one == other && !s_alike.Contains(key, StringComparer.Ordinal))
                || !Gaps(one).SequenceEqual(Gaps(other), StringComparer.Ordinal)
            );

    private static IEnumerable<string> Gaps(string text) =>
        Gap().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    private static Dictionary<string, string> Read(string file, CultureInfo language)
    {
        // Of this language alone: a fallback would hide what is missing.
        var resources = new ResourceManager($"{typeof(Texts).Namespace}.{file}", typeof(Texts).Assembly).GetResourceSet(
            language == Texts.English ? CultureInfo.InvariantCulture : language,
            createIfNotExists: true,
            tryParents: false
        );
        return resources!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Path, string Text)> Sources() =>
        Directory
            .EnumerateFiles(
                Path.Combine(PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!, "api"),
                "*.cs",
                SearchOption.AllDirectories
            )
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => (path, File.ReadAllText(path)));

    [GeneratedRegex("""Texts\s*\.(?<file>\w+)\[\s*"(?<key>\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(
        "(WithMessage\\(|errors\\.Add\\([^;]*, \\[)\\s*\\$?\"[^\"]* [a-z]{2,}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex OutsideText();

    [GeneratedRegex(@"\{% text (?<key>\w+) %\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InTemplate();

    [GeneratedRegex(
        @"<style>.*?</style>|<[^>]+>|\{%.*?%\}|\{\{.*?\}\}|^Subject:",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Markup();

    [GeneratedRegex(@"\{+[^{}]+\}+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap();
}
