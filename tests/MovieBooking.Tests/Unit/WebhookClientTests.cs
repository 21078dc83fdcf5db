using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Webhooks;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Unit;

/// <summary>Where deliveries may go, and receivers that behave badly.</summary>
public sealed class WebhookClientTests(Receiver receiver) : IClassFixture<Receiver>
{
    private static readonly string[] s_secrets = [WebhookSecrets.Create()];

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("203.0.113.7", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:192.168.1.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_addresses_that_are_for_everybody_are_connected_to(string address, bool may) =>
        Assert.Equal(may, Addresses().MayConnect(IPAddress.Parse(address)));

    [Fact]
    public void What_the_operator_allows_may_be_told_and_in_development_this_machine()
    {
        Assert.True(Addresses("10.0.0.0/8, 192.168.1.7").MayConnect(IPAddress.Parse("10.1.2.3")));
        Assert.True(Addresses("10.0.0.0/8, 192.168.1.7").MayConnect(IPAddress.Parse("::ffff:192.168.1.7")));
        Assert.False(Addresses("10.0.0.0/8, 192.168.1.7").MayConnect(IPAddress.Parse("192.168.1.8")));
        Assert.Null(Addresses("10.0.0.0/8").Refuse("http://10.1.2.3:9000/hook"));
        Assert.NotNull(Addresses().Refuse("http://localhost:9000/hook"));
        Assert.Null(Addresses(environment: Environments.Development).Refuse("http://localhost:9000/hook"));
        Assert.Null(Addresses(environment: Environments.Development).Refuse("http://[::1]:9000/hook"));
        Assert.NotNull(Addresses(environment: Environments.Development).Refuse("http://partner.example/hook"));
        Assert.Null(Addresses().Refuse("https://partner.example:8443/hook"));
        Assert.ThrowsAny<Exception>(() => Addresses("10.0.0.0/99"));
    }

    /// <summary>Where the operator lists hosts, nothing else is called, whoever asks for it and whenever that was (ASVS 13.2.4).</summary>
    [Theory]
    [InlineData("https://partner.example/hook", true)]
    [InlineData("https://PARTNER.example/hook", true)]
    [InlineData("https://hooks.chain.example/", true)]
    [InlineData("https://eu.hooks.chain.example/", true)]
    [InlineData("https://xn--mnchen-3ya.example/", true)]
    [InlineData("https://8.8.8.8/", true)]
    [InlineData("http://10.1.2.3:9000/", true)]
    [InlineData("https://hooks.partner.example/", false)]
    [InlineData("https://chain.example/", false)]
    [InlineData("https://evilchain.example/", false)]
    [InlineData("https://partner.example.evil.example/", false)]
    [InlineData("https://partner.example./", false)]
    [InlineData("https://8.8.4.4/", false)]
    public void Of_hosts_only_those_on_the_list_are_told_where_there_is_one(string url, bool may)
    {
        const string Hosts = "partner.example, *.chain.example, xn--mnchen-3ya.example, 8.8.8.8";

        Assert.Equal(may, Addresses("10.0.0.0/8", hosts: Hosts).Refuse(url) is null);
        Assert.Null(Addresses("10.0.0.0/8").Refuse(url));
    }

    [Fact]
    public async Task A_host_that_is_on_the_list_no_more_is_not_called()
    {
        var url = $"http://partner.example:{new Uri(receiver.Url).Port}/unlisted";
        foreach (var (hosts, isTaken) in new[] { ("other.example", false), ("*.example", true), ("", true) })
        {
            using var client = new WebhookClient(
                Addresses("127.0.0.1", hosts: hosts),
                (_, _) => Task.FromResult(new[] { IPAddress.Loopback }),
                TimeSpan.FromSeconds(30)
            );
            var before = receiver.At("/unlisted").Count;

            var answer = await SendAsync(client, url);

            Assert.Equal((isTaken, isTaken ? 1 : 0), (answer.IsTaken, receiver.At("/unlisted").Count - before));
            Assert.Equal(isTaken, answer.Error is null);
        }
    }

    [Theory]
    [InlineData("https://partner.example")]
    [InlineData("partner.example/hooks")]
    [InlineData("*")]
    [InlineData("hooks.*.example")]
    [InlineData("münchen.example")]
    public void What_is_no_host_on_the_list_stops_the_start(string word) =>
        Assert.ThrowsAny<Exception>(() => Addresses(hosts: $"partner.example,{word}"));

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        using var client = Client();

        var answer = await SendAsync(client, receiver.Url + "/redirect");

        Assert.Equal((302, false), (answer.Status, answer.IsTaken));
        Assert.Empty(receiver.At("/redirected"));
    }

    [Fact]
    public async Task Of_a_huge_answer_only_the_beginning_is_read()
    {
        // By a socket of its own: Kestrel goes on writing to nowhere for a moment after the other side has gone.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sending = SendHugeAsync(listener);
        using var client = Client();

        Assert.True((await SendAsync(client, $"http://{listener.LocalEndpoint}/huge")).IsTaken);

        // What lies in the sockets on the way was sent, too; 100 MB would be.
        Assert.InRange(await sending, 1, 50_000_000);
    }

    [Fact]
    public async Task A_receiver_that_hangs_or_is_not_there_is_given_up()
    {
        using var client = Client(TimeSpan.FromMilliseconds(300));

        Assert.StartsWith("No whole answer", (await SendAsync(client, receiver.Url + "/hang")).Error, StringComparison.Ordinal);
        var nobody = await SendAsync(client, "http://127.0.0.1:1/");
        Assert.Equal((null, false), (nobody.Status, nobody.IsTaken));
        Assert.NotEmpty(nobody.Error!);
        receiver.LetGo();
    }

    [Fact]
    public async Task A_name_that_comes_to_stand_for_another_address_is_looked_at_each_time()
    {
        var stands = "127.0.0.1";
        using var client = new WebhookClient(
            Addresses("127.0.0.1"),
            (_, _) => Task.FromResult(new[] { IPAddress.Parse(stands) }),
            TimeSpan.FromSeconds(30)
        );
        var url = $"http://partner.example:{new Uri(receiver.Url).Port}/close";
        Assert.True((await SendAsync(client, url)).IsTaken);
        var before = receiver.At("/close").Count;

        foreach (var other in new[] { "127.0.0.2", "::ffff:127.0.0.2", "::1", "10.0.0.1", "169.254.169.254" })
        {
            stands = other;
            var refused = await SendAsync(client, url);
            Assert.Null(refused.Status);
            Assert.Contains("no address that may be told", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, receiver.At("/close").Count);
    }

    [Fact]
    public void A_secret_is_kept_so_that_only_the_same_key_reads_it()
    {
        var (secrets, secret) = (Secrets("one key of thirty-two bytes or more"), WebhookSecrets.Create());
        var kept = secrets.Encrypt(secret);

        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", secret);
        Assert.Equal(secret, secrets.Decrypt(kept));
        Assert.NotEqual(kept, secrets.Encrypt(secret));
        Assert.Null(Secrets("another key of thirty-two bytes or more").Decrypt(kept));
        Assert.Equal(secret, Secrets("another key of thirty-two bytes or more", "one key of thirty-two bytes or more").Decrypt(kept));
        kept[^1] ^= 1;
        Assert.Null(secrets.Decrypt(kept));
    }

    /// <summary>How many of 100 MB it could send before the other side had gone.</summary>
    private static async Task<long> SendHugeAsync(TcpListener listener)
    {
        const int Length = 100_000_000;
        using var socket = await listener.AcceptSocketAsync();
        var sent = 0L;
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Length}\r\n\r\n"));
            var block = new byte[64 * 1024];
            while (sent < Length)
            {
                sent += await socket.SendAsync(block);
            }
        }
        catch (SocketException) { }

        return sent;
    }

    private static Task<WebhookAnswer> SendAsync(WebhookClient client, string url) =>
        client.SendAsync(url, "evt_1", "{}", s_secrets, DateTimeOffset.UnixEpoch, default);

    private static WebhookClient Client(TimeSpan? timeout = null) =>
        new(Addresses("127.0.0.1"), Dns.GetHostAddressesAsync, timeout ?? TimeSpan.FromSeconds(30));

    private static WebhookAddresses Addresses(string? allowed = null, string environment = "Testing", string? hosts = null) =>
        new(Configuration((WebhookAddresses.Setting, allowed), (WebhookAddresses.HostsSetting, hosts)), new Host(environment));

    private static WebhookSecrets Secrets(string key, string? previous = null) =>
        new(new SigningKeys(Configuration((SigningKeys.Setting, key), (SigningKeys.PreviousSetting, previous))));

    private static IConfiguration Configuration(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build();

    private sealed class Host(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;
        public string ApplicationName { get; set; } = "MovieBooking";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
