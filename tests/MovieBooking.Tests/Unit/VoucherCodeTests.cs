using MovieBooking.Api.Reservations.Vouchers;

namespace MovieBooking.Tests.Unit;

/// <summary>Codes of vouchers, as they are made and as people type them.</summary>
public sealed class VoucherCodeTests
{
    [Fact]
    public void A_code_that_is_made_is_read_as_it_is_written()
    {
        var codes = Enumerable.Range(0, 1000).Select(_ => VoucherCode.Create()).ToList();

        Assert.Equal(1000, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, code => Assert.Equal(code, VoucherCode.Read(VoucherCode.Written(code))));
        Assert.All(codes, code => Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$", VoucherCode.Written(code)));
    }

    [Theory]
    [InlineData("7K2M-QX0D-4TVB-1HNS-9XQ4", "7K2MQX0D4TVB1HNS9XQ4")]
    [InlineData(" 7k2m qx0d 4tvb 1hns 9xq4 ", "7K2MQX0D4TVB1HNS9XQ4")]
    [InlineData("7K2MQXOD4TVBIHNS9XQ4", "7K2MQX0D4TVB1HNS9XQ4")]
    [InlineData("7k2m\u2013qxod\u20134tvb\u2013lhns\u20139xq4", "7K2MQX0D4TVB1HNS9XQ4")]
    [InlineData("7K2M-QX0D-4TVB-1HNS-9XQU", null)]
    [InlineData("7K2M-QX0D-4TVB-1HNS-9XQ", null)]
    [InlineData("7K2M-QX0D-4TVB-1HNS-9XQ44", null)]
    [InlineData("7K2M-QX0D-4TVB-1HNS-9X\u01044", null)]
    [InlineData("", null)]
    public void A_code_is_read_however_it_is_typed(string typed, string? code) => Assert.Equal(code, VoucherCode.Read(typed));
}
