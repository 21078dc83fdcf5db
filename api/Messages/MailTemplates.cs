using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Microsoft.Extensions.FileProviders;

namespace MovieBooking.Api.Messages;

/// <summary>What a mail says, as text and as HTML.</summary>
internal sealed record MailText(string Subject, string Text, string Html);

/// <summary>
/// Fills in the templates of the folder Templates (Liquid): of each mail a text, whose first line is the subject, and a page. The words are
/// in Languages/Mails.resx, in each language, and come by <c>{% text Key %}</c>: Liquid, too, with **what is bold** in the page. Values
/// are encoded in the page; a value or a text that a template names and that is not there stops the mail.
/// </summary>
internal sealed partial class MailTemplates
{
    private const string Subject = "Subject: ";

    private static readonly FluidParser s_parser = new();
    private static readonly ConcurrentDictionary<(string Language, string Key, bool IsPage), IFluidTemplate> s_texts = new();

    private readonly EmbeddedFileProvider _files = new(typeof(MailTemplates).Assembly, typeof(MailTemplates).Namespace + ".Templates");
    private readonly ConcurrentDictionary<string, IFluidTemplate> _templates = new(StringComparer.Ordinal);
    private readonly TemplateOptions _options;

    static MailTemplates() =>
        s_parser.RegisterIdentifierTag(
            "text",
            async (key, writer, encoder, context) =>
            {
                await Text(key, encoder is HtmlEncoder).RenderAsync(writer, encoder, context);
                return Completion.Normal;
            }
        );

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
        var frame = new
        {
            Title = subject,
            Language = Texts.Language.TwoLetterISOLanguageName,
            Body = await FillAsync($"{name}.html", model, HtmlEncoder.Default),
        };
        return new MailText(subject, text[end..].Trim() + '\n', await FillAsync("layout.html", frame, HtmlEncoder.Default));
    }

    private async Task<string> FillAsync(string file, object model, TextEncoder encoder) =>
        await Template(file).RenderAsync(new TemplateContext(model, _options), encoder);

    private static IFluidTemplate Text(string key, bool isPage) =>
        s_texts.GetOrAdd(
            (Texts.Language.Name, key, isPage),
            _ =>
            {
                var text = Texts.Mails[key];
                var words = Bold().Replace(text, isPage ? "<strong>${bold}</strong>" : "${bold}");
                return !text.ResourceNotFound && s_parser.TryParse(words, out var template)
                    ? template
                    : throw new InvalidOperationException($"A mail's template names the text `{key}`, which is not there or no Liquid.");
            }
        );

    [GeneratedRegex(@"\*\*(?<bold>.+?)\*\*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Bold();

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
