using System.Globalization;

namespace MovieBooking.Api.Captcha;

/// <summary>
/// Whether who takes seats has to show that it is a person, from the settings <c>Captcha:…</c>: nobody has to unless
/// <c>Captcha:Provider</c> is one of <see cref="CaptchaProvider.All"/>, which needs a site key and a secret.
/// </summary>
internal sealed class CaptchaSettings
{
    private const string UnderPressure = "pressure";
    private const string Always = "always";
    private const int DefaultHoldsPerMinute = 60;
    private const int MostHoldsPerMinute = 1_000_000;

    private readonly string _provider;
    private readonly string _when;
    private readonly string _verifyUrl;
    private readonly int? _holdsPerMinute;

    public CaptchaSettings(IConfiguration configuration)
    {
        string Given(string name) => configuration[$"Captcha:{name}"]?.Trim() ?? "";
        _provider = Given("Provider") is { Length: > 0 } provider ? provider : CaptchaProvider.None;
        Provider = CaptchaProvider.All.FirstOrDefault(known => known.Name == _provider);
        (SiteKey, Secret) = (Given("SiteKey"), Given("Secret"));
        _when = Given("When") is { Length: > 0 } when ? when : UnderPressure;
        _verifyUrl = Given("VerifyUrl") is { Length: > 0 } address ? address : Provider?.VerifyUrl ?? "";
        _holdsPerMinute =
            Given("HoldsPerMinute") is not { Length: > 0 } text ? DefaultHoldsPerMinute
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostHoldsPerMinute ? number
            : null;
    }

    /// <summary>Null: nobody is asked.</summary>
    public CaptchaProvider? Provider { get; }

    /// <summary>Public: pages show the check with it.</summary>
    public string SiteKey { get; }

    public string Secret { get; }

    /// <summary>Also where nobody is in a hurry.</summary>
    public bool IsAlways => _when == Always;

    /// <summary>More requests for seats of one showtime in a minute, to this process, are pressure.</summary>
    public int HoldsPerMinute => _holdsPerMinute ?? DefaultHoldsPerMinute;

    public Uri VerifyUrl => new(_verifyUrl);

    /// <summary>What is wrong with the settings; null when they can be used.</summary>
    public string? Problem =>
        Provider is null && _provider != CaptchaProvider.None ? $"Captcha__Provider is `{_provider}`: it must be {Names()}."
        : Provider is null ? HalfSet()
        : SiteKey.Length == 0 ? $"Captcha__SiteKey is missing: the public key that {Provider.Name} gave this site."
        : Secret.Length == 0 ? $"Captcha__Secret is missing: the secret that {Provider.Name} gave this site."
        : SiteKey == Secret ? "Captcha__SiteKey is the secret: it would be told to everybody."
        : _when is not (UnderPressure or Always) ? $"Captcha__When is `{_when}`: it must be {UnderPressure} or {Always}."
        : _holdsPerMinute is null ? $"Captcha__HoldsPerMinute must be a number of requests, 0 to {MostHoldsPerMinute}."
        : !IsSafe(_verifyUrl) ? "Captcha__VerifyUrl must be an https address, or one on this machine."
        : null;

    // Somebody who set a key meant to ask.
    private string? HalfSet() =>
        SiteKey.Length + Secret.Length > 0
            ? $"Captcha__SiteKey or Captcha__Secret is set, but Captcha__Provider is {CaptchaProvider.None}: it must be {Names()}."
            : null;

    private static string Names() => string.Join(", ", [CaptchaProvider.None, .. CaptchaProvider.All.Select(provider => provider.Name)]);

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
