using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using MimeKit;

namespace MovieBooking.Api.Messages;

/// <summary>
/// The mails that <see cref="FileMailer"/> wrote, for whoever develops: a list at /dev/mail, and each as a reader would see it. There
/// in Development alone. A mail's HTML is shown in a frame without scripts, forms or an origin.
/// </summary>
internal static partial class DevMail
{
    private const int Newest = 200;

    private const string Style = """
        <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><style>
        body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .8rem .4rem 0;vertical-align:top}
        iframe{width:100%;height:48rem;border:1px solid;border-radius:.5rem;background:Canvas}pre{white-space:pre-wrap}
        </style>
        """;

    public static WebApplication MapDevMail(this WebApplication app)
    {
        if (app.Environment.IsDevelopment() && app.Services.GetRequiredService<MailSettings>().Folder is { } folder)
        {
            app.MapDevMail(folder);
        }

        return app;
    }

    public static void MapDevMail(this IEndpointRouteBuilder app, string folder)
    {
        var group = app.MapGroup("/dev/mail").ExcludeFromDescription().AddEndpointFilter(RestrictAsync);
        group.MapGet("", (CancellationToken cancellationToken) => ListAsync(folder, cancellationToken));
        group.MapGet("/{name}", (string name, CancellationToken cancellationToken) => ShowAsync(folder, name, cancellationToken));
        group.MapGet(
            "/{name}/{part:int}",
            (string name, int part, CancellationToken cancellationToken) => DownloadAsync(folder, name, part, cancellationToken)
        );
    }

    private static async Task<IResult> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var page = new StringBuilder($"<!doctype html><html lang=en><title>Mails</title>{Style}<h1>Mails</h1><table>");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Select(Path.GetFileName).OfType<string>() : [];
        page.Append("<tr><th scope=col>When</th><th scope=col>To</th><th scope=col>Subject</th></tr>");
        foreach (var name in files.Where(name => FileName().IsMatch(name)).OrderDescending(StringComparer.Ordinal).Take(Newest))
        {
            var mail = await MimeMessage.LoadAsync(Path.Combine(folder, name), cancellationToken);
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{mail.Date:yyyy-MM-dd HH:mm:ss}</td><td>{Text(mail.To.ToString())}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td><a href=\"/dev/mail/{name}\">{Text(mail.Subject)}</a></td></tr>");
        }

        return Html(page.Append("</table>"));
    }

    private static async Task<IResult> ShowAsync(string folder, string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(folder, name, cancellationToken) is not { } mail)
        {
            return TypedResults.NotFound();
        }

        var page = new StringBuilder($"<!doctype html><html lang=en><title>{Text(mail.Subject)}</title>{Style}");
        page.Append(CultureInfo.InvariantCulture, $"<p><a href=/dev/mail>All mails</a></p><h1>{Text(mail.Subject)}</h1><table>");
        foreach (var header in mail.Headers.Where(header => header.Id is not (HeaderId.ContentType or HeaderId.MimeVersion)))
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=row>{Text(header.Field)}</th><td>{Text(header.Value)}</td></tr>");
        }

        foreach (var (index, file) in mail.Attachments.Index())
        {
            var title = Text(file.ContentDisposition?.FileName ?? "attachment");
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=row>File</th><td><a href=\"/dev/mail/{name}/{index}\">{title}</a></td></tr>"
            );
        }

        page.Append(
            CultureInfo.InvariantCulture,
            $"</table><iframe sandbox title=\"The mail as a page\" srcdoc=\"{Text(mail.HtmlBody)}\"></iframe>"
        );
        return Html(page.Append(CultureInfo.InvariantCulture, $"<h2>As text</h2><pre>{Text(mail.TextBody)}</pre>"));
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> DownloadAsync(
        string folder,
        string name,
        int part,
        CancellationToken cancellationToken
    )
    {
        if (
            (await FindAsync(folder, name, cancellationToken))?.Attachments.ElementAtOrDefault(part)
            is not MimePart { Content: { } content } file
        )
        {
            return TypedResults.NotFound();
        }

        using var bytes = new MemoryStream();
        await content.DecodeToAsync(bytes, cancellationToken);
        return TypedResults.File(bytes.ToArray(), "application/octet-stream", file.FileName);
    }

    private static async Task<MimeMessage?> FindAsync(string folder, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        return FileName().IsMatch(name) && File.Exists(path) ? await MimeMessage.LoadAsync(path, cancellationToken) : null;
    }

    /// <summary>A frame of srcdoc obeys its page's policy as well as its sandbox: nothing in a mail is fetched or run.</summary>
    private static ValueTask<object?> RestrictAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return next(context);
    }

    private static ContentHttpResult Html(StringBuilder page) => TypedResults.Text(page.ToString(), "text/html; charset=utf-8");

    private static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    [GeneratedRegex(@"^[0-9]{8}T[0-9]{6}-[0-9]+\.eml$", RegexOptions.None, 1000)]
    private static partial Regex FileName();
}
