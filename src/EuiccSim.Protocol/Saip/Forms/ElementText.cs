using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>
/// What a text has to say of an element so that it comes back to the same octets. Most elements are the DER of their value. Of one that is
/// not (a DEFAULT that was sent, a length in BER, a component of a later version) the octets are kept beside the value; of one that has no
/// value (an element of a later version) there are only octets.
/// </summary>
/// <param name="Octets">The octets to keep; null where the value says all.</param>
/// <param name="HasValue">True if the element can be read as a value.</param>
internal readonly record struct ElementText(Octets? Octets, bool HasValue)
{
    /// <summary>What to write of an element.</summary>
    /// <param name="element">The whole TLV.</param>
    /// <param name="rendered">A value in the notation, and back from it.</param>
    internal static ElementText Of(Octets element, Func<Octets, Octets> rendered)
    {
        try
        {
            return rendered(element) == element ? new(null, true) : new(element, true);
        }
        catch (Asn1ContentException)
        {
            return new(element, false);
        }
        catch (ProfileTextException)
        {
            // A size that no value may have.
            return new(element, false);
        }
    }

    /// <summary>The element that a value with kept octets stands for.</summary>
    /// <param name="kept">The octets.</param>
    /// <param name="value">The DER of the value beside them.</param>
    /// <param name="rendered">As in <see cref="Of"/>.</param>
    /// <returns>Null if the octets are of another value: one of them was changed.</returns>
    internal static Octets? Agreed(Octets kept, Octets value, Func<Octets, Octets> rendered)
    {
        try
        {
            return kept == value || rendered(kept) == value ? kept : null;
        }
        catch (Asn1ContentException)
        {
            return null;
        }
        catch (ProfileTextException)
        {
            return null;
        }
    }

    /// <summary>True for octets that are one TLV with a context tag, as every element is.</summary>
    internal static bool IsElement(Octets octets) => TryFirst(octets, out Octets element) && element.Length == octets.Length;

    /// <summary>The element at the beginning of octets, if it is whole.</summary>
    internal static bool TryFirst(Octets octets, out Octets element)
    {
        element = default;
        try
        {
            AsnReader reader = new(octets.Memory, AsnEncodingRules.BER);
            bool isElement = reader.PeekTag().TagClass == TagClass.ContextSpecific;
            element = Protocol.Asn1.Octets.Wrap(reader.ReadEncodedValue());
            return isElement;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
