using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Fluid;
using Microsoft.Extensions.FileProviders;

namespace MovieBooking.Api.Messages;

/// <summary>What a mail says, as text and as HTML.</summary>
internal sealed record MailText(string Subject, string Text, string Html);

/// <summary>
/// Fills in the templates of the folder Templates (Liquid): of each mail a text, whose first line is the subject, and a page. Values
/// are encoded in the page; a value that a template names and that is not there stops the mail.
/// </summary>
internal sealed class MailTemplates
{
    private const string Subject = "Subject: ";

    private static readonly FluidParser s_parser = new();

    private readonly EmbeddedFileProvider _files = new(typeof(MailTemplates).Assembly, typeof(MailTemplates).Namespace + ".Templates");
    private readonly ConcurrentDictionary<string, IFluidTemplate> _templates = new(StringComparer.Ordinal);
    private readonly TemplateOptions _options;

    public MailTemplates() =>
        _options = new TemplateOptions
        {
            FileProvider = _files,
            MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
            Undefined = name => throw new InvalidOperationException($"A mail's template names `{name}`, which is not there."),
        };

    public async Task<MailText> FillAsync(string name, object model)
    {
        var text = await FillAsync($"{name}.txt", model, NullEncoder.Default);
        if (!text.StartsWith(Subject, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The first line of {name}.txt.liquid must be its subject.");
        }

        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var subject = PlainText.OneLine(text[Subject.Length..end], 150);
        var frame = new { Title = subject, Body = await FillAsync($"{name}.html", model, HtmlEncoder.Default) };
        return new MailText(subject, text[end..].Trim() + '\n', await FillAsync("layout.html", frame, HtmlEncoder.Default));
    }

    private async Task<string> FillAsync(string file, object model, TextEncoder encoder) =>
        await Template(file).RenderAsync(new TemplateContext(model, _options), encoder);

    private IFluidTemplate Template(string file) =>
        _templates.GetOrAdd(
            file,
            _ =>
            {
                using var reader = new StreamReader(_files.GetFileInfo($"{file}.liquid").CreateReadStream());
                return s_parser.TryParse(reader.ReadToEnd(), out var template, out var error)
                    ? template
                    : throw new InvalidOperationException($"{file}.liquid: {error}");
            }
        );
}
