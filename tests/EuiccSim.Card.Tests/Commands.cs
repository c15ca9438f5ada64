namespace EuiccSim.Card.Tests;

/// <summary>Commands that many tests send.</summary>
internal static class Commands
{
    internal const string Pin1 = "31323334FFFFFFFF";
    internal const string Pin2 = "35363738FFFFFFFF";
    internal const string Adm1 = "3939393939393939";
    internal const string Wrong = "30303030FFFFFFFF";
    internal const string Puk1 = "3131313132323232";
    internal const string VerifyPin1 = "00 20 00 01 08" + Pin1;
    internal const string VerifyPin2 = "00 20 00 81 08" + Pin2;
    internal const string VerifyAdm1 = "00 20 00 0A 08" + Adm1;
    internal const string WrongPin1 = "00 20 00 01 08" + Wrong;
    internal const string SelectMf = "00 A4 00 0C 02 3F00";
    internal const string OpenChannel = "00 70 00 00 01";
}
