using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using MimeKit;
using MovieBooking.Db.Server;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace MovieBooking.Load.Staging;

/// <summary>A mail server on this machine, which keeps what it is sent. It can go away and come back at its port.</summary>
public sealed class MailServer : IAsyncDisposable
{
    public const string Site = "https://tickets.example.org";

    private readonly ConcurrentQueue<MimeMessage> _mails = [];
    private CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public int Port { get; } = PrivateServer.FreePort();

    /// <summary>What the API needs to know to send its mails here.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings =>
        [
            new("Mail:Host", "127.0.0.1"),
            new("Mail:Port", Port.ToString(CultureInfo.InvariantCulture)),
            new("Mail:From", "The Meridian <tickets@example.org>"),
            new("Site:Url", Site),
        ];

    /// <summary>Everything that was accepted, in order.</summary>
    public IReadOnlyList<MimeMessage> Mails => [.. _mails];

    /// <summary>Mailboxes that are not here, before the @.</summary>
    public ConcurrentDictionary<string, bool> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>Mailboxes that take nothing for the moment, before the @.</summary>
    public ConcurrentDictionary<string, bool> Busy { get; } = new(StringComparer.Ordinal);

    public void Start()
    {
        _stop = new CancellationTokenSource();
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)))
            .Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(_mails));
        services.Add(new Filter(Unknown, Busy));
        _run = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _run;
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private sealed class Store(ConcurrentQueue<MimeMessage> mails) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            using var bytes = new MemoryStream(buffer.ToArray());
            mails.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Filter(ConcurrentDictionary<string, bool> unknown, ConcurrentDictionary<string, bool> busy) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(
            ISessionContext context,
            IMailbox to,
            IMailbox from,
            CancellationToken cancellationToken
        ) =>
            busy.ContainsKey(to.User)
                ? throw new SmtpResponseException(new SmtpResponse((SmtpReplyCode)450, "mailbox busy"))
                : Task.FromResult(!unknown.ContainsKey(to.User));
    }
}
