"""JPEGs as few write them, made once of the quarters with libjpeg-turbo 3.1: Pillow writes none."""

import base64

CODED = {
    "arithmetic": base64.b85decode(
        "|JeWF01!$>Nk#wx0RR9200961|JwjV00RO70|EjA0|NsD0|NvF2n7WM1O*BQ2L=cX3JeSj3JVJj4iXRz4iOFu3"
        "lJ6%5fc;@6%`B*7Z?^47!ni}6#v@*LjeN>1O)^I2?YfS6b%av6ciK`6ciK`6ciK`6ciK`6ciK`6ciK`6ciK`6c"
        "iK`6ciK`6ciK`6ciK`6ciK`6cqo-01*fPAOJ7}0U`hb5di}c0sqVZ3IGrg1pyEd1^?Or3<CiG0ucid06zf#0MY"
        "G+!#`^w%QYG80b2N0U?&K6abTNT?a`9kQ?tvWk5-*9#Zq&YXj)gkQ(eiTnH0rNCmsRH9PNvhL;u+"
    ),
    "arithmetic and progressive": base64.b85decode(
        "|JeWF01!$>Nk#wx0RR9200961|JwjV00RO70|EjA0|NsD0|NvF2n7WM1O*BQ2L=cX3JeSj3JVJj4iXRz4iOFu3"
        "lJ6%5fc;@6%`B*7Z?^47!ni}6#v@*LjeN>1O)^I2?YfS6b%av6ciK`6ciK`6ciK`6ciK`6ciK`6ciK`6ciK`6c"
        "iK`6ciK`6ciK`6ciK`6ciK`6cqo;01*fPAOJ7}0U`hb5di}c0sqVZ1^^HN5dYc$3<CiG0uTcb000610HfZ6-JI"
        "w5*LnNy85;VGmY_lSg&n0C5zWGFUHvaUg#XL{1P}%P+5iXv0RRC70<izg00a>Q|Jncu0RsU6KLPH>Wim$=nx4N"
        "Y6rN!J%m4%t1^?Or2mt~C0Y3rmR<!;7<Ma5qpu9By%m4%s1^?Or2mt{A20sF@|I7dc5C#9*00;pA00BQCu>aZs"
        "3<CiG0ssR5000pG0283*2>;9g1Q7-Q+5iXv0|5a)5YqBAJ}tlh%m4%t1^?Or2mt~C0Y4DbT23B8!~e_x1P}%P+"
        "5iXv0RRC%5U~H*"
    ),
    "lossless": base64.b85decode(
        "|JeWT01iQ9Z(?NtWB>pF0095P01*fP5C9MZQV{@05dcCF0RO}Q7XSeP0RaF20000000000000081PA}x01N|C0"
        "7n2q00961>zsFvfB*tPs<i+B00002L8`R?000000zs;^0000000Kd(wEzGB0006(s<i+B00002L8`R?000000z"
        "s;^0000000Kd(wEzGDLDgRX00PLZB(MMg000146{MB`000003nH|VzyJUM00CrHl2`x$0000iiqcB}000001(8"
        "}wU;qFB006QpNh|;W0000MMQJ5~00aNo"
    ),
    "of 12 bits": base64.b85decode(
        "|JeWF01!$>Nk#wx0RR9200961|JwjV00RO70|EjA0|NsD0|NvF2n7WM1O*BQ2L=cX3JeSj3JVJj4iXRz4iOFu3"
        "lJ6%5fc;@6%`B*7Z?^47!ni}6#v@*LjeN>1O)^I2?YfS6b%av6ciK`6ciK`6ciK`6ciK`6ciK`6ciK`6ciK`6c"
        "iK`6ciK`6ciK`6ciK`6ciK`6cqo#01*rT5C9MZ0U`hb5di}c0sq7R761VO0RR910000000000000XN4gbUd6c7"
        "Ob00000000000000000030!~him0RaF20000000000000002nzqi03{Is00aaD1poj5000000000K6&4o;3K&E"
        "P3mYV5B_~B=WdGU#3<CiG0ucid06zc{BdsICY!#v#HuhRQJenHr^XU3Gz6}^ij6(AfS&@>j;06NdR@v)3_9^vJ"
        ">ARxSZ8oaz90d!2n)E>>B`BUud7Y3g-~ZV"
    ),
}
