using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace MovieBooking.Tests.Support;

/// <summary>A mail server on this machine, which keeps what it is sent. It can go away and come back at its port.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<MimeMessage> _mails = [];
    private CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public MailServer()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    public int Port { get; }

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

    /// <summary>The mails to an address, once there are so many; more come to nobody who was to get these.</summary>
    public async Task<IReadOnlyList<MimeMessage>> ToAsync(string email, int count = 1)
    {
        IReadOnlyList<MimeMessage> Mine() => [.. _mails.Where(mail => mail.To.Mailboxes.Any(to => to.Address == email))];
        await Wait.UntilAsync(() => Task.FromResult(Mine().Count >= count));
        Assert.Equal(count, Mine().Count);
        return Mine();
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
