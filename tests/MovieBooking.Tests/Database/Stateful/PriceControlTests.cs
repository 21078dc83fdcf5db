namespace MovieBooking.Tests.Database.Stateful;

/// <summary>The controls of <see cref="StatefulTests"/> for prices, kinds of tickets and vouchers.</summary>
public sealed class PriceControlTests
{
    [Theory]
    [InlineData("sp_create_reservation", "fn_round_money(v_total * v_fee / 100) - v_fees", "fn_round_money(v_price * v_fee / 100)")]
    [InlineData(
        "sp_set_ticket_kinds",
        "fn_round_money(v_total * v_fee / 100) - v_fees",
        "fn_round_money(v_price * v_fee / 100)",
        Verb.Create,
        Verb.Kinds
    )]
    [InlineData("sp_set_ticket_kinds", "COALESCE(kind_tickets.full_price, tickets.price)", "tickets.price", Verb.Create, Verb.Kinds)]
    [InlineData("sp_set_ticket_kinds", "v_refusal IS NOT NULL AND", "FALSE AND", Verb.Create, Verb.Kinds)]
    [InlineData("sp_set_ticket_kinds", "IF v_code_id IS NOT NULL THEN", "IF FALSE THEN", Verb.Create, Verb.Kinds, Verb.Voucher)]
    [InlineData(
        "sp_discount_tickets",
        "fn_round_money(v_before * p_discount / v_sum) - v_spread",
        "fn_round_money(v_full_price * p_discount / v_sum)",
        Verb.Create,
        Verb.Voucher
    )]
    [InlineData("sp_check_voucher", "v_uses >= v_max_uses", "FALSE", Verb.Voucher, Verb.Create)]
    public Task A_routine_that_forgets_a_check_is_found_out(string routine, string check, string forgotten, params Verb[] often) =>
        ForgottenCheck.IsFoundOutAsync(routine, check, forgotten, often);
}
