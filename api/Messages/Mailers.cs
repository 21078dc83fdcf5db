using System.Globalization;
using System.Net;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace MovieBooking.Api.Messages;

/// <summary>Takes mails as long as one turn of the delivery lasts.</summary>
internal interface IMailer : IAsyncDisposable
{
    /// <summary>Sends a mail, or throws: SmtpCommandException where the server does not want this one, else it is in trouble.</summary>
    Task SendAsync(MimeMessage mail, CancellationToken cancellationToken);
}

/// <summary>Sends over one connection, opened by the first mail. Encrypted always, but for a server on this machine.</summary>
internal sealed class SmtpMailer(MailSettings settings) : IMailer
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    private readonly SmtpClient _client = new() { Timeout = (int)s_timeout.TotalMilliseconds };

    public async Task SendAsync(MimeMessage mail, CancellationToken cancellationToken)
    {
        if (!_client.IsConnected)
        {
            await _client.ConnectAsync(settings.Host!, settings.Port, Security(settings), cancellationToken);
            if (settings is { User: { } user, Password: { } password })
            {
                await _client.AuthenticateAsync(user, password, cancellationToken);
            }
        }

        await _client.SendAsync(mail, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(s_timeout);
            await _client.DisconnectAsync(quit: true, timeout.Token);
        }
        catch (Exception exception) when (MessageDelivery.IsServerTrouble(exception) || exception is OperationCanceledException)
        {
            // What was accepted is accepted.
        }

        _client.Dispose();
    }

    public static SecureSocketOptions Security(MailSettings settings) =>
        IsLoopback(settings.Host) ? SecureSocketOptions.None
        : settings.Port == MailSettings.ImplicitTlsPort ? SecureSocketOptions.SslOnConnect
        // Not "when available": whoever sits between could say that it is not.
        : SecureSocketOptions.StartTls;

    private static bool IsLoopback(string? host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>Writes each mail into a file of its own, for <see cref="DevMail"/> to show. Sent again, it is the same file.</summary>
internal sealed class FileMailer(string folder) : IMailer
{
    public async Task SendAsync(MimeMessage mail, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{mail.Date.UtcDateTime:yyyyMMdd'T'HHmmss}-{mail.MessageId!.Split('.')[0]}.eml"
        );
        await mail.WriteToAsync(Path.Combine(folder, name), cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
