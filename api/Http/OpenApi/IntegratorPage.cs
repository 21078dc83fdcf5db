using System.Net;
using System.Security.Cryptography;
using System.Text;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MovieBooking.Api.Http;

/// <summary>What an integrator reads first, beside Swagger UI: <c>docs/integrators.md</c> and the changelog as one page.</summary>
internal static class IntegratorPage
{
    public const string Address = "/docs";

    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();

    private static readonly Lazy<(string Html, string Policy)> s_page = new(Render);

    /// <summary>The guide, as it stands in the repository.</summary>
    public static string Guide => Resource("integrators.md");

    public static WebApplication MapIntegratorPage(this WebApplication app)
    {
        app.MapGet(
                Address,
                (HttpContext http) =>
                {
                    http.Response.Headers.ContentSecurityPolicy = s_page.Value.Policy;
                    http.Response.Headers.CacheControl = "no-cache";
                    return TypedResults.Content(s_page.Value.Html, "text/html; charset=utf-8");
                }
            )
            .ExcludeFromDescription();
        return app;
    }

    private static (string Html, string Policy) Render()
    {
        var guide = Markdown.Parse(Guide, s_markdown);
        var changelog = Markdown.Parse(Resource("CHANGELOG.md"), s_markdown);
        foreach (var heading in changelog.Descendants<HeadingBlock>())
        {
            // It is a part of the page here.
            heading.Level++;
        }

        foreach (var link in guide.Descendants<LinkInline>().Concat(changelog.Descendants<LinkInline>()))
        {
            link.Url = link.Url switch
            {
                "../CHANGELOG.md" => "#changelog",
                "../openapi.yaml" => "/swagger/v1/swagger.json",
                var other => other,
            };
        }

        var contents = guide
            .Descendants<HeadingBlock>()
            .Concat(changelog.Descendants<HeadingBlock>().Take(1))
            .Where(heading => heading.Level == 2)
            .Select(heading => $"""<li><a href="#{heading.GetAttributes().Id}">{WebUtility.HtmlEncode(TextOf(heading))}</a></li>""");
        var style = Resource("docs.css");
        var html = $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>For integrators · MovieBooking API</title>
            <link rel="icon" href="/favicon.ico" sizes="32x32">
            <style>{style}</style>
            </head>
            <body>
            <div class="page">
            <header><strong>MovieBooking API</strong> <a href="/swagger">Try it (Swagger UI)</a> <a href="/swagger/v1/swagger.json">OpenAPI description</a> <a href="/">The cinema's page</a></header>
            <nav class="contents" aria-label="Contents"><ul>{string.Concat(contents)}</ul></nav>
            <main>{Scrollable(guide.ToHtml(s_markdown))}{Scrollable(changelog.ToHtml(s_markdown))}</main>
            </div>
            </body>
            </html>
            """;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        return (
            html,
            $"default-src 'none'; img-src 'self'; style-src 'sha256-{hash}'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        );
    }

    /// <summary>What may be wider than a phone scrolls for itself, by keyboard too.</summary>
    private static string Scrollable(string html) =>
        html.Replace("<pre>", """<pre tabindex="0">""", StringComparison.Ordinal)
            .Replace("<table>", """<div class="wide" tabindex="0"><table>""", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal);

    private static string TextOf(HeadingBlock heading) =>
        string.Concat(heading.Inline!.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(IntegratorPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
