using System.Globalization;
using MimeKit;
using MovieBooking.Db.Server;

namespace MovieBooking.Api.Messages;

/// <summary>
/// Where mail goes, from the settings <c>Mail:…</c>: to an SMTP server when a host is named, in Development else into
/// <c>.data/mail</c>, and nowhere in any other environment; then no message is written either.
/// </summary>
internal sealed class MailSettings
{
    // RFC 8314: submission with STARTTLS, and with TLS from the first byte.
    private const int SubmissionPort = 587;
    public const int ImplicitTlsPort = 465;

    private readonly string? _from;
    private readonly string? _port;
    private readonly string? _site;

    public MailSettings(IConfiguration configuration, IHostEnvironment environment)
    {
        string? Given(string name) => configuration[name] is { Length: > 0 } value ? value : null;
        Host = Given("Mail:Host");
        (_port, _from, _site) = (Given("Mail:Port"), Given("Mail:From"), Given("Site:Url"));
        (User, Password) = (Given("Mail:User"), Given("Mail:Password"));
        Port = IsPort(_port, out var port) ? port : SubmissionPort;
        From = MailboxAddress.TryParse(_from ?? "", out var from) ? from : new MailboxAddress("MovieBooking", "tickets@localhost");
        Folder =
            Host is null && environment.IsDevelopment()
                ? Path.Combine(PrivateServerOptions.DefaultFolder(environment.ContentRootPath), "mail")
                : null;
    }

    public string? Host { get; }

    public int Port { get; }

    public string? User { get; }

    public string? Password { get; }

    public MailboxAddress From { get; }

    /// <summary>Where mails are written instead of being sent.</summary>
    public string? Folder { get; }

    /// <summary>Whether anybody gets a mail.</summary>
    public bool IsOn => Host is not null || Folder is not null;

    /// <summary>What is wrong with the settings; null when they can be used.</summary>
    public string? Problem =>
        Host is null ? null
        : _port is not null && !IsPort(_port, out _) ? "Mail__Port must be a number from 1 to 65535."
        : _from is null || !IsAddress(_from)
            ? "Mail__From is missing or no address: who the mails are from, for instance `The Meridian <tickets@example.org>`."
        : (User is null) != (Password is null) ? "Mail__User and Mail__Password go together: one of them is missing."
        : _site is null ? "Site__Url is missing: the address of the web app, which mails link to, for instance https://tickets.example.org."
        : null;

    private static bool IsAddress(string text) => MailboxAddress.TryParse(text, out var address) && address.Domain.Length > 0;

    private static bool IsPort(string? text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;

    public IMailer Open() => Folder is { } folder ? new FileMailer(folder) : new SmtpMailer(this);
}
