using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Door;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Unit;

/// <summary>Lists of doors are signed by keys that come of those of the tickets, and rotate with them.</summary>
public sealed class DoorSignaturesTests
{
    private const string First = "the first key of the tickets of these tests 0123456789";
    private const string Second = "the second key of the tickets of these tests 0123456789";

    [Fact]
    public void Every_process_has_the_same_keys_and_another_secret_is_another_key()
    {
        var signature = Signatures(("1", First)).Sign("the list"u8);

        Assert.True(Verifies(signature, Signatures(("1", First))));
        Assert.False(Verifies(signature, Signatures(("1", Second))));
        Assert.Equal(Signatures(("1", First)).Published.Keys, Signatures(("7", First)).Published.Keys);
    }

    [Fact]
    public void The_newest_key_signs_and_an_older_one_verifies_until_it_is_removed()
    {
        var before = Signatures(("1", First)).Sign("the list"u8);
        var both = Signatures(("1", First), ("10", Second));
        var after = both.Sign("the list"u8);

        Assert.Equal((true, true), (Verifies(before, both), Verifies(after, both)));
        Assert.Equal((false, true), (Verifies(before, Signatures(("10", Second))), Verifies(after, Signatures(("10", Second)))));
        // 10 is newer than 2, whatever the order of letters.
        Assert.True(Verifies(Signatures(("2", First), ("10", Second)).Sign("the list"u8), Signatures(("10", Second))));
    }

    [Fact]
    public void Without_a_key_nothing_is_signed_and_none_published()
    {
        Assert.Throws<InvalidOperationException>(() => Signatures().Sign("the list"u8));
        Assert.Empty(Signatures().Published.Keys);
    }

    private static bool Verifies(string signature, DoorSignatures keys) =>
        Jws.Verifies(
            signature,
            Encoding.UTF8.GetBytes("the list"),
            JsonSerializer.SerializeToElement(keys.Published, JsonSerializerOptions.Web).GetProperty("keys")
        );

    private static DoorSignatures Signatures(params (string Number, string Key)[] keys) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(keys.Select(key => KeyValuePair.Create($"Tickets:Keys:{key.Number}", (string?)key.Key)))
                .Build()
        );
}
