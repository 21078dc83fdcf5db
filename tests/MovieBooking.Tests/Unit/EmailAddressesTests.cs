using MovieBooking.Api.Auth;

namespace MovieBooking.Tests.Unit;

/// <summary>Every address has one stored form; what has none is refused with what is in the way.</summary>
public sealed class EmailAddressesTests
{
    [Theory]
    [InlineData("user@example.org", "user@example.org")]
    [InlineData("USER+tag@EXAMPLE.org", "user+tag@example.org")]
    [InlineData("user@exämple.org", "user@xn--exmple-cua.org")]
    [InlineData("user@EXÄMPLE.ORG", "user@xn--exmple-cua.org")]
    [InlineData("user@exa\u0308mple.org", "user@xn--exmple-cua.org")]
    [InlineData("user@XN--EXMPLE-CUA.org", "user@xn--exmple-cua.org")]
    [InlineData("user@faß.de", "user@xn--fa-hia.de")]
    [InlineData("user@ｅｘａｍｐｌｅ．ｏｒｇ", "user@example.org")]
    [InlineData("user@例え。テスト", "user@xn--r8jz45g.xn--zckzah")]
    [InlineData("user@пример.испытание", "user@xn--e1afmkfd.xn--80akhbyknj4f")]
    [InlineData("user@💩.la", "user@xn--ls8h.la")]
    // One Cyrillic letter: another domain than the one that it looks like, and seen to be one.
    [InlineData("user@ex\u0430mple.org", "user@xn--exmple-4nf.org")]
    [InlineData("user@soft\u00adhyphen.org", "user@softhyphen.org")]
    public void An_address_has_one_stored_form(string typed, string stored)
    {
        Assert.Empty(Complaints(typed));
        Assert.Equal(stored, EmailAddresses.Stored(typed));
        Assert.Equal(stored, EmailAddresses.Stored(stored));
    }

    [Theory]
    [InlineData("nobody", "must be an e-mail address")]
    [InlineData("@example.org", "must be an e-mail address")]
    [InlineData("two@at@example.org", "must be an e-mail address")]
    [InlineData("user＠example.org", "must be an e-mail address")]
    [InlineData("üser@example.org", "before the @")]
    [InlineData("ｕｓｅｒ@example.org", "before the @")]
    [InlineData("us er@example.org", "before the @")]
    [InlineData("user@example", "domain after the @")]
    [InlineData("user@example.org.", "domain after the @")]
    [InlineData("user@example..org", "domain after the @")]
    [InlineData("user@-example.org", "domain after the @")]
    [InlineData("user@ex_ample.org", "domain after the @")]
    [InlineData("user@ex ample.org", "domain after the @")]
    [InlineData("user@xn--a.org", "domain after the @")]
    [InlineData("user@xn--.org", "domain after the @")]
    [InlineData("user@127.0.0.1", "domain after the @")]
    [InlineData("user@[127.0.0.1]", "domain after the @")]
    [InlineData("user@ex/ample.org", "domain after the @")]
    [InlineData("user@exam\u200dple.org", "domain after the @")]
    public void What_has_none_is_refused_with_what_is_in_the_way(string typed, string rule) =>
        Assert.Contains(rule, Assert.Single(Complaints(typed)), StringComparison.Ordinal);

    [Fact]
    public void Lengths_are_those_of_the_stored_form()
    {
        Assert.Empty(Complaints($"{new string('m', 64)}@example.org"));
        Assert.Contains("64 characters", Assert.Single(Complaints($"{new string('m', 65)}@example.org")), StringComparison.Ordinal);
        // 60 letters are 66 in ASCII, and a label has at most 63.
        Assert.Contains("domain after the @", Assert.Single(Complaints($"user@{new string('ä', 60)}.org")), StringComparison.Ordinal);
        var label = new string('ä', 50);
        var typed = $"{new string('m', 64)}@{label}.{label}.{label}.{new string('a', 20)}.org";
        Assert.InRange(typed.Length, 0, 254);
        Assert.Contains("ASCII form", Assert.Single(Complaints(typed)), StringComparison.Ordinal);
        Assert.Contains("254", Assert.Single(Complaints($"user@{new string('a', 250)}.org")), StringComparison.Ordinal);
    }

    private static string[] Complaints(string email) =>
        [.. new LoginRequest.Validator().Validate(new LoginRequest(email, "any password")).Errors.Select(error => error.ErrorMessage)];
}
